package vor.lab;

import java.net.InetAddress;
import java.util.List;

/**
 * Where traps go: the monitor's end of the cable, and nowhere else.
 *
 * @param address as a literal
 */
public record TrapTarget(String address, int port) {
    private static final List<String> MONITOR = List.of(Addressing.MONITOR4, Addressing.MONITOR6);

    /** The monitor's address, the port that RFC 3417 gives to traps. */
    public static final TrapTarget USUAL = new TrapTarget(Addressing.MONITOR4, 162);

    public TrapTarget {
        if (!MONITOR.contains(address)) {
            throw new IllegalArgumentException("traps go to the monitor's end of the cable, " + String.join(" or ", MONITOR) + ", not to "
                    + address);
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
    }

    /** @param text {@code 198.18.0.2:1162}, {@code [fd9a:7c1e:5b00::2]:1162} or a port alone */
    static TrapTarget of(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? USUAL.address : text.substring(0, colon).replace("[", "").replace("]", "");
        try {
            return new TrapTarget(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected " + USUAL + " or a port, not \"" + text + "\"", e);
        }
    }

    InetAddress inet() {
        return InetAddress.ofLiteral(address);
    }

    @Override
    public String toString() {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
