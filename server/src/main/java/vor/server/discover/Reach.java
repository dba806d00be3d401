package vor.server.discover;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses may be asked: those in the ranges that people named, else those that are of no use on the Internet
 * (private, shared, for tests, unique local).
 *
 * @param within empty for the default
 */
public record Reach(List<Range> within) {
    private static final List<Range> PRIVATE = List.of(
            Range.of("10.0.0.0/8"), Range.of("172.16.0.0/12"), Range.of("192.168.0.0/16"), Range.of("100.64.0.0/10"),
            Range.of("198.18.0.0/15"), Range.of("fc00::/7"));

    public Reach {
        within = List.copyOf(within);
    }

    /** @param bits that all addresses of it share */
    public record Range(InetAddress first, int bits) {
        /**
         * @param text such as 10.0.0.0/8
         * @throws IllegalArgumentException for anything else
         */
        public static Range of(String text) {
            int slash = text.indexOf('/');
            InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int most = first.getAddress().length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("/" + bits + " is not 0 to " + most);
            }
            return new Range(first, bits);
        }

        boolean has(InetAddress address) {
            byte[] a = first.getAddress();
            byte[] b = address.getAddress();
            boolean same = a.length == b.length;
            for (int bit = 0; same && bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                same = (a[bit >> 3] & mask) == (b[bit >> 3] & mask);
            }
            return same;
        }
    }

    /** @param text an address; names are never looked up */
    public boolean allows(String text) {
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            return isDevice(text) && (within.isEmpty() ? PRIVATE : within).stream().anyMatch(r -> r.has(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a device can be reached by it from elsewhere: not loopback, multicast, link-local or none at all. */
    static boolean isDevice(String text) {
        try {
            InetAddress a = InetAddress.getByAddress(InetAddress.ofLiteral(text).getAddress());
            return !a.isLoopbackAddress() && !a.isAnyLocalAddress() && !a.isLinkLocalAddress() && !a.isMulticastAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return false;
        }
    }
}
