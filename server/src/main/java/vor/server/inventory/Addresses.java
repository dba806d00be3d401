package vor.server.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vor.model.AddressText;

/** Addresses, prefixes and host names: whether they are written in their normal form. Looks nothing up. */
public final class Addresses {
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /** What is wrong, and how it could be written. */
    record Wrong(String message, String hint) {}

    private Addresses() {}

    /** The normal form of an IPv4 or IPv6 address, also of one with a prefix length behind it ({@code 192.0.2.7/24}). */
    public static Optional<String> normal(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = parse(slash < 0 ? text : text.substring(0, slash));
        if (bytes == null || (slash >= 0 && !fits(length(text.substring(slash + 1)), bytes))) {
            return Optional.empty();
        }
        return Optional.of(write(bytes));
    }

    /** The normal form of a prefix; what is set beyond its length is cleared. */
    public static Optional<String> normalPrefix(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = slash < 0 ? null : parse(text.substring(0, slash));
        int length = slash < 0 ? -1 : length(text.substring(slash + 1));
        return bytes != null && fits(length, bytes)
                ? Optional.of(write(masked(bytes, length)) + "/" + length)
                : Optional.empty();
    }

    private static boolean fits(int length, byte[] bytes) {
        return length >= 0 && length <= bytes.length * 8;
    }

    /** Whether it is a host name that could be looked up. */
    public static boolean isHostName(String text) {
        return hostName(text).isEmpty();
    }

    /** An address or host name that may be asked for echoes. */
    static Optional<Wrong> target(String text) {
        if (text.indexOf(':') >= 0 || NUMERIC.matcher(text).matches()) {
            return literal(text).or(() -> unicast(text));
        }
        return hostName(text);
    }

    /** An IPv4 or IPv6 address in normal form. */
    static Optional<Wrong> literal(String text) {
        byte[] bytes = parse(text);
        if (bytes == null) {
            return Optional.of(new Wrong(Text.quoted(text) + " is not an address", "such as 192.0.2.1 or 2001:db8::1"));
        }
        String normal = write(bytes);
        return normal.equals(text)
                ? Optional.empty()
                : Optional.of(new Wrong(Text.quoted(text) + " is not in normal form", "write " + normal));
    }

    private static Optional<Wrong> unicast(String text) {
        byte[] bytes = parse(text);
        if (bytes == null) {
            return Optional.empty();
        }
        int first = bytes[0] & 0xff;
        boolean v4 = bytes.length == 4;
        boolean many = v4 ? (first >= 224 && first < 240) || text.equals("255.255.255.255") : first == 0xff;
        boolean none = v4 ? first == 0 : text.equals("::");
        if (many || none) {
            String what = many ? " stands for many hosts" : " stands for no host";
            return Optional.of(new Wrong(Text.quoted(text) + what, "the address of one host"));
        }
        return Optional.empty();
    }

    /** A prefix such as 198.18.40.0/26, with no bits set beyond its length. */
    static Optional<Wrong> prefix(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = slash < 0 ? null : parse(text.substring(0, slash));
        int length = slash < 0 ? -1 : length(text.substring(slash + 1));
        if (bytes == null || length < 0 || length > bytes.length * 8) {
            return Optional.of(
                    new Wrong(Text.quoted(text) + " is not a prefix", "such as 198.18.40.0/26 or 2001:db8::/64"));
        }
        String normal = write(masked(bytes, length)) + "/" + length;
        return normal.equals(text)
                ? Optional.empty()
                : Optional.of(new Wrong(Text.quoted(text) + " is not in normal form", "write " + normal));
    }

    private static int length(String digits) {
        return digits.matches("0|[1-9][0-9]{0,2}") ? Integer.parseInt(digits) : -1;
    }

    private static byte[] masked(byte[] bytes, int length) {
        byte[] masked = bytes.clone();
        for (int bit = length; bit < bytes.length * 8; bit++) {
            masked[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return masked;
    }

    /** RFC 1123; the last label must not look like a number. */
    static Optional<Wrong> hostName(String text) {
        if (text.length() > 253) {
            return Optional.of(new Wrong("a host name has at most 253 characters", ""));
        }
        String[] labels = text.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return Optional.of(wrongLabel(text, label));
            }
        }
        return NUMERIC.matcher(labels[labels.length - 1]).matches()
                ? Optional.of(new Wrong(Text.quoted(text) + " is neither an address nor a host name", ""))
                : Optional.empty();
    }

    private static Wrong wrongLabel(String text, String label) {
        String message = Text.quoted(text) + " is neither an address nor a host name";
        if (text.endsWith(".") && label.isEmpty()) {
            return new Wrong(message, "leave the last dot out");
        }
        return new Wrong(message, "letters, digits and hyphens, in parts of at most 63 between dots");
    }

    /** The form by which two addresses are the same. */
    static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static byte @Nullable [] parse(String text) {
        return text.indexOf(':') >= 0 ? parse6(text) : parse4(text);
    }

    private static byte @Nullable [] parse4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        if (parts.length != 4) {
            return null;
        }
        for (int i = 0; i < 4; i++) {
            if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                return null;
            }
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    private static byte @Nullable [] parse6(String text) {
        int gap = text.indexOf("::");
        if (text.length() > 45 || (gap >= 0 && text.indexOf("::", gap + 1) >= 0)) {
            return null;
        }
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
        byte[] tail = groups(gap < 0 ? "" : text.substring(gap + 2));
        if (head == null || tail == null) {
            return null;
        }
        int length = head.length + tail.length;
        if (gap < 0 ? length != 16 : length > 14) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(head, 16);
        System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
        return bytes;
    }

    private static byte @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] bytes = new byte[16];
        int n = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            byte[] four = last && parts[i].indexOf('.') >= 0 ? parse4(parts[i]) : null;
            if (four != null && n <= 12) {
                System.arraycopy(four, 0, bytes, n, 4);
                n += 4;
            } else if (parts[i].matches("[0-9A-Fa-f]{1,4}") && n <= 14) {
                int group = Integer.parseInt(parts[i], 16);
                bytes[n++] = (byte) (group >> 8);
                bytes[n++] = (byte) group;
            } else {
                return null;
            }
        }
        return Arrays.copyOf(bytes, n);
    }

    private static String write(byte[] bytes) {
        return AddressText.of(isMapped(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes);
    }

    /** An IPv4 address in IPv6's clothes. */
    private static boolean isMapped(byte[] bytes) {
        byte[] prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
        return bytes.length == 16 && Arrays.equals(bytes, 0, 12, prefix, 0, 12);
    }
}
