package vor.lab.responder;

import java.util.Arrays;

/**
 * Turns an echo request into its reply: ICMP (RFC 792) in IPv4, ICMPv6 (RFC 4443) in IPv6. Pure; damaged and foreign
 * packets give {@link Kind#OTHER}, never an exception.
 */
final class EchoAnswer {
    private static final int HEADER4 = 20;
    private static final int HEADER6 = 40;
    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;
    private static final int REQUEST4 = 8;
    private static final int REQUEST6 = 128;
    private static final byte REPLY6 = (byte) 129;
    /** The namespace forwards the reply and takes one off: it arrives as the kernel's own do. */
    private static final byte TTL = 65;
    private static final int LEAST_ICMP = 8;

    private EchoAnswer() {}

    /** What a packet is to us. */
    enum Kind {
        ECHO4,
        ECHO6,
        /** Not an echo request, or damaged: its checksum, its length, a fragment. */
        OTHER
    }

    static Kind kind(byte[] packet, int length) {
        if (length < HEADER4 || length > packet.length) {
            return Kind.OTHER;
        }
        return switch (packet[0] >> 4 & 15) {
            case 4 -> isEcho4(packet, length) ? Kind.ECHO4 : Kind.OTHER;
            case 6 -> isEcho6(packet, length) ? Kind.ECHO6 : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private static boolean isEcho4(byte[] p, int length) {
        int header = (p[0] & 15) * 4;
        int total = word(p, 2);
        boolean whole = header >= HEADER4 && total == length && total >= header + LEAST_ICMP;
        boolean fragment = (word(p, 6) & 0x3fff) != 0;
        return whole
                && !fragment
                && (p[9] & 255) == ICMP
                && (p[header] & 255) == REQUEST4
                && p[header + 1] == 0
                && fold(sum(p, 0, header, 0)) == 0xffff
                && fold(sum(p, header, total, 0)) == 0xffff;
    }

    private static boolean isEcho6(byte[] p, int length) {
        return length >= HEADER6 + LEAST_ICMP
                && HEADER6 + word(p, 4) == length
                && (p[6] & 255) == ICMPV6
                && (p[HEADER6] & 255) == REQUEST6
                && p[HEADER6 + 1] == 0
                && fold(sum(p, HEADER6, length, pseudo6(p, length - HEADER6))) == 0xffff;
    }

    /** The address that was asked: 4 or 16 bytes. */
    static byte[] asked(byte[] packet, Kind kind) {
        return kind == Kind.ECHO6 ? Arrays.copyOfRange(packet, 24, 40) : Arrays.copyOfRange(packet, 16, 20);
    }

    /**
     * The reply as a packet of its own.
     *
     * @param kind as {@link #kind} said, not OTHER
     */
    static byte[] reply(byte[] packet, int length, Kind kind) {
        return switch (kind) {
            case ECHO4 -> reply4(packet, length);
            case ECHO6 -> reply6(packet, length);
            case OTHER -> throw new IllegalArgumentException("only an echo request has a reply");
        };
    }

    /** Without the request's IP options. */
    private static byte[] reply4(byte[] p, int length) {
        int icmp = length - (p[0] & 15) * 4;
        byte[] r = new byte[HEADER4 + icmp];
        r[0] = 0x45;
        put(r, 2, r.length);
        System.arraycopy(p, 4, r, 4, 2);
        r[8] = TTL;
        r[9] = ICMP;
        System.arraycopy(p, 16, r, 12, 4);
        System.arraycopy(p, 12, r, 16, 4);
        put(r, 10, ~fold(sum(r, 0, HEADER4, 0)));
        System.arraycopy(p, length - icmp, r, HEADER4, icmp);
        r[HEADER4] = 0;
        put(r, HEADER4 + 2, 0);
        put(r, HEADER4 + 2, ~fold(sum(r, HEADER4, r.length, 0)));
        return r;
    }

    private static byte[] reply6(byte[] p, int length) {
        byte[] r = Arrays.copyOf(p, length);
        r[7] = TTL;
        System.arraycopy(p, 24, r, 8, 16);
        System.arraycopy(p, 8, r, 24, 16);
        r[HEADER6] = REPLY6;
        put(r, HEADER6 + 2, 0);
        put(r, HEADER6 + 2, ~fold(sum(r, HEADER6, length, pseudo6(r, length - HEADER6))));
        return r;
    }

    /** RFC 8200, 8.1: both addresses, the length, the protocol. */
    private static long pseudo6(byte[] p, int upper) {
        return sum(p, 8, HEADER6, 0) + upper + ICMPV6;
    }

    static long sum(byte[] p, int from, int to, long start) {
        long sum = start;
        for (int i = from; i + 1 < to; i += 2) {
            sum += word(p, i);
        }
        return (to - from) % 2 == 0 ? sum : sum + ((p[to - 1] & 255) << 8);
    }

    static int fold(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) folded;
    }

    private static int word(byte[] p, int at) {
        return ((p[at] & 255) << 8) | (p[at + 1] & 255);
    }

    private static void put(byte[] p, int at, int value) {
        p[at] = (byte) (value >> 8);
        p[at + 1] = (byte) value;
    }
}
