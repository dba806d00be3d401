package vor.server.receive.hints;

import java.util.OptionalInt;

/**
 * Somebody said that a port went up or down.
 *
 * @param up the port came up, else it went down
 * @param port by ifName or ifDescr; empty when only its index was said
 * @param index ifIndex
 * @param host whom it is about, an address or a name; empty: whoever sent it
 * @param by how it was said: {@code trap}, {@code inform}, {@code syslog}
 */
public record Word(boolean up, String port, OptionalInt index, String host, String by) {
    private static final int LONGEST = 64;

    /** Text from anybody is cut and made harmless. */
    public Word {
        port = harmless(port);
        host = harmless(host);
    }

    private static String harmless(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST).map(c -> c < 0x20 || c > 0x7e ? '?' : c).forEach(out::appendCodePoint);
        return out.toString().strip();
    }

    /** {@code linkDown trap}. */
    String name() {
        return (up ? "linkUp " : "linkDown ") + by;
    }

    /** {@code ge-0/0/12 (ifIndex 512)}, with the name that the port is known by. */
    String place(String known) {
        String name = known.isEmpty() ? port : known;
        if (index.isEmpty()) {
            return name;
        }
        return name.isEmpty() ? "ifIndex " + index.getAsInt() : name + " (ifIndex " + index.getAsInt() + ")";
    }
}
