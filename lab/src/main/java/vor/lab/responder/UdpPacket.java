package vor.lab.responder;

import java.util.Arrays;
import java.util.Optional;
import vor.lab.kernel.Ends;

/** A UDP datagram out of an IP packet: whole ones only, without IPv6 extension headers. Reads any bytes. */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record UdpPacket(Ends ends, byte[] data) {
    private static final int UDP = 17;
    private static final int UDP_HEADER = 8;
    private static final int MORE_OR_OFFSET = 0x3fff;
    private static final int IPV6_HEADER = 40;
    private static final long MAPPED = 0xffff_0000_0000L;

    /** Empty unless it is one, and to that port. */
    public static Optional<UdpPacket> to(int port, byte[] packet, int length) {
        int header = headerLength(packet, length);
        if (header < 0 || length < header + UDP_HEADER || number(packet, header + 2, 2) != port) {
            return Optional.empty();
        }
        int end = header + (int) number(packet, header + 4, 2);
        if (end < header + UDP_HEADER || end > length) {
            return Optional.empty();
        }
        Ends ends = packet[0] >> 4 == 4 ? ends4(packet, header) : ends6(packet, header);
        return Optional.of(new UdpPacket(ends, Arrays.copyOfRange(packet, header + UDP_HEADER, end)));
    }

    /** Below 0 where there is no UDP behind it. */
    private static int headerLength(byte[] packet, int length) {
        if (length >= 20 && packet[0] >> 4 == 4) {
            boolean whole = (number(packet, 6, 2) & MORE_OR_OFFSET) == 0;
            return whole && packet[9] == UDP ? (packet[0] & 15) * 4 : -1;
        }
        return length >= IPV6_HEADER && packet[0] >> 4 == 6 && packet[6] == UDP ? IPV6_HEADER : -1;
    }

    private static Ends ends4(byte[] packet, int header) {
        return new Ends(0, MAPPED | number(packet, 16, 4), 0, MAPPED | number(packet, 12, 4), (int) number(packet, header, 2));
    }

    private static Ends ends6(byte[] packet, int header) {
        return new Ends(number(packet, 24, 8), number(packet, 32, 8), number(packet, 8, 8), number(packet, 16, 8),
                (int) number(packet, header, 2));
    }

    private static long number(byte[] packet, int from, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | packet[from + i] & 255;
        }
        return number;
    }
}
