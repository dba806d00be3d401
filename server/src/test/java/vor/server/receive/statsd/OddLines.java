package vor.server.receive.statsd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Lines as clients send them, odd ones, bad ones and broken ones. Left out is what npm's statsd stumbles over: keys such as {@code constructor} that every object of JavaScript
 * has, and, but for {@link #ending}, rates that throw.
 */
final class OddLines {
    private static final List<String> KEYS = List.of(
            "gorets", "glork", "web.render", "web.db time", "a/b", "disk;mount=/var", "\u00e6\u00f8\u00e5", "tab\tkey", "x\u00a0y", "statsd.packets_received", "my.bad_lines_seen",
            "nocolon|", "", "k$%", "_sc|n", "_e{5,4}", "k\ufeff.", "deep.er.key.of.many.parts", "K-1=2", "\ud83d\ude00.smile");
    private static final List<String> TYPES = List.of("c", "c", "ms", "ms", "ms", "g", "g", "s", "z", "h", "d", "", " c", "ms ", "g\r", "s ", "C", "m s", "\u00a0g");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "-1", "+1", "320", "0x10", "0b101", "0o17", "0XfF", "-0x10", "Infinity", "-Infinity", "+Infinity", "infinity", "NaN", "1e3", "1E-3", "1e400", "-1e400", "1e-400",
            ".5", "5.", ".", "e5", "-", "+", "--1", "", " ", " 7", "7 ", "\t-3\u00a0", "1_000", "1n", "1f", "1,5", "0.1", "0.2", "0.30000000000000004", "1e21", "123456789012345678901234",
            "5e-324", "1e-7", "0.000001", "-0", "00012", "9007199254740993", "1.7976931348623159e308", "2.5e-323", "\u0661", "abc", "0x", "0x20000000000001");
    private static final List<String> RATES = List.of("@0.1", "@0.5", "@1", "@0", "@1e-2", "@.25", "@2.", "@0x10", "@-1", "@", "", "0.5", "@x", "@1.2.3", "@0.1 ", "@0.1\r", "@3");
    private static final List<String> TAGS = List.of(
            "", "env:prod", "env:prod,role:db", "a;b:c:d;e", ",", "a,", "lonely", "t:\u00e6 /x", "env:x|c:ci-123", "a:b|#c:d", "#x", "host:web 1");
    private static final List<String> ENDING = List.of("@+1", "@ 1", "@Infinity", "@ ");

    /** Surrogates, letters cut off, too long ones and one beyond the last. */
    private static final List<String> NO_TEXT = List.of("eda080", "edb0", "e282", "f09f98", "c0af", "e08080", "f4908080", "ff", "ed9fbf");

    private final Random random;

    OddLines(Random random) {
        this.random = random;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    byte[] line() {
        byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(6) > 0) {
            return bytes;
        }
        byte[] changed = changed(bytes);
        return mayThrow(changed) ? bytes : changed;
    }

    /** A line that ends npm's process. */
    byte[] ending() {
        return ("k:1|c|" + any(ENDING)).getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        if (random.nextInt(3) > 0) {
            return good();
        }
        StringBuilder line = new StringBuilder(any(KEYS));
        for (int i = random.nextInt(4); i > 0; i--) {
            line.append(':').append(number());
            line.append(random.nextInt(8) == 0 ? "" : "|" + any(TYPES));
            line.append(random.nextInt(3) == 0 ? "|" + any(RATES) : "");
        }
        return line.append(random.nextInt(4) == 0 ? "|#" + any(TAGS) : "").toString();
    }

    private String good() {
        String key = "app" + random.nextInt(30) + ".part" + random.nextInt(3);
        return switch (random.nextInt(5)) {
            case 0 -> key + ":" + random.nextInt(100) + "|c" + (random.nextBoolean() ? "|@0." + (1 + random.nextInt(9)) : "");
            case 1 -> key + ":" + (random.nextBoolean() ? "-" : random.nextBoolean() ? "+" : "") + random.nextDouble() * 1000 + "|g";
            case 2 -> key + ":user" + random.nextInt(50) + "|s";
            default -> key + ":" + (random.nextBoolean() ? "" + random.nextInt(2000) : "" + random.nextDouble() * 300) + "|ms";
        };
    }

    private String number() {
        return random.nextInt(3) > 0 ? any(NUMBERS) : Double.toString(Double.longBitsToDouble(random.nextLong()));
    }

    private byte[] changed(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = random.nextInt(bytes.length + 1);
        out.write(bytes, 0, at);
        if (random.nextInt(3) == 0) {
            out.writeBytes(HexFormat.of().parseHex(any(NO_TEXT)));
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            int b = random.nextBoolean() ? random.nextInt(256) : ":|#@,;= \t\r/+-.".charAt(random.nextInt(14));
            out.write(b == '\n' ? ' ' : b);
        }
        int skip = Math.min(random.nextInt(3), bytes.length - at);
        out.write(bytes, at + skip, bytes.length - at - skip);
        return out.toByteArray();
    }

    /** Whether something follows a bar and an at sign that could be a number but begins with no digit. */
    private static boolean mayThrow(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int at = line.indexOf("|@"); at >= 0; at = line.indexOf("|@", at + 1)) {
            String rest = line.substring(at + 2);
            if (!rest.isEmpty() && "0123456789.".indexOf(rest.charAt(0)) < 0) {
                return true;
            }
        }
        return false;
    }
}
