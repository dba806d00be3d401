package vor.wire.icmp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import vor.model.Family;

/**
 * Writes echo requests and reads replies; one per thread, as it holds the fields of the packet that was read last.
 *
 * <p>A request is 8 bytes of ICMP header and 32 bytes of payload, big-endian: magic, index of the target, sequence,
 * zero (4 bytes each), time of sending in monotonic nanoseconds, check (8 bytes each). The check is SipHash-2-4 under a
 * key of this process over the first three and the target's address, so a reply can only come from somebody who
 * saw the request. Addresses are two longs, IPv4 mapped into IPv6. Never throws on bytes, allocates nothing.
 */
public final class EchoCodec {
    /** Bytes of a request, ICMP header included. */
    public static final int SIZE = 40;
    /** The largest IPv4 header. */
    public static final int MAX_IP_HEADER = 60;

    static final int MAGIC = 0x566f7221;

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int HEADER = 8;
    private static final int V6_HEADER = 40;
    private static final int MIN_V4_HEADER = 20;

    private final SipHash check;
    private final int id;
    private int index;
    private int sequence;
    private long sentAt;
    private long seal;

    /** @param id identifier in the ICMP header, 16 bits */
    public EchoCodec(int id, long key0, long key1) {
        this.id = id & 0xffff;
        check = new SipHash(key0, key1);
    }

    public int id() {
        return id;
    }

    /** Writes a request of {@link #SIZE} bytes at {@code at}; the kernel fills in the checksum of ICMPv6 itself. */
    public void write(
            MemorySegment to, long at, Family family, int index, int sequence, long sentAt, long hi, long lo) {
        boolean v6 = family == Family.V6;
        to.set(SHORT, at, (short) (v6 ? 128 << 8 : 8 << 8));
        to.set(SHORT, at + 2, (short) 0);
        to.set(SHORT, at + 4, (short) id);
        to.set(SHORT, at + 6, (short) sequence);
        to.set(INT, at + 8, MAGIC);
        to.set(INT, at + 12, index);
        to.set(INT, at + 16, sequence);
        to.set(INT, at + 20, 0);
        to.set(LONG, at + 24, sentAt);
        to.set(LONG, at + 32, seal(index, sequence, sentAt, hi, lo));
        if (!v6) {
            to.set(SHORT, at + 2, checksum(to, at, SIZE));
        }
    }

    /**
     * Reads what came; for {@link Finding#REPLY} and {@link Finding#HINT} the fields are then at hand.
     *
     * @param length bytes received, which may be more than the segment holds
     * @param ipHeader whether the bytes begin with an IPv4 header, as raw sockets give them
     */
    public Finding read(MemorySegment from, long at, int length, Family family, boolean ipHeader) {
        int available = (int) Math.min(length, Math.max(0, from.byteSize() - at));
        int skip = ipHeader ? v4HeaderSize(from, at, available) : 0;
        if (skip < 0 || available - skip < HEADER) {
            return Finding.TRUNCATED;
        }
        long icmp = at + skip;
        int type = from.get(ValueLayout.JAVA_BYTE, icmp) & 0xff;
        int rest = available - skip;
        if (type == (family == Family.V6 ? 129 : 0)) {
            return readReply(from, icmp, rest, length - skip);
        }
        boolean error = family == Family.V6 ? type >= 1 && type <= 4 : type == 3 || type == 11 || type == 12;
        return error ? readQuote(from, icmp + HEADER, rest - HEADER, family) : Finding.STRAY;
    }

    private static int v4HeaderSize(MemorySegment from, long at, int available) {
        if (available < MIN_V4_HEADER) {
            return -1;
        }
        int size = (from.get(ValueLayout.JAVA_BYTE, at) & 0x0f) * 4;
        return size < MIN_V4_HEADER ? -1 : size;
    }

    private Finding readReply(MemorySegment from, long icmp, int available, int length) {
        if (length > SIZE) {
            return Finding.OVERSIZED;
        }
        if ((from.get(SHORT, icmp + 4) & 0xffff) != id) {
            return Finding.STRAY;
        }
        if (available < SIZE) {
            return Finding.TRUNCATED;
        }
        index = from.get(INT, icmp + 12);
        sequence = from.get(INT, icmp + 16);
        sentAt = from.get(LONG, icmp + 24);
        seal = from.get(LONG, icmp + 32);
        return from.get(INT, icmp + 8) == MAGIC ? Finding.REPLY : Finding.STRAY;
    }

    private Finding readQuote(MemorySegment from, long quoted, int available, Family family) {
        int skip = family == Family.V6 ? V6_HEADER : v4HeaderSize(from, quoted, available);
        if (skip < 0 || available - skip < HEADER) {
            return Finding.TRUNCATED;
        }
        long icmp = quoted + skip;
        int type = from.get(ValueLayout.JAVA_BYTE, icmp) & 0xff;
        boolean ours = type == (family == Family.V6 ? 128 : 8) && (from.get(SHORT, icmp + 4) & 0xffff) == id;
        index = available - skip >= HEADER + 8 ? from.get(INT, icmp + 12) : -1;
        return ours ? Finding.HINT : Finding.STRAY;
    }

    /** Whether the reply that was read last answers a request that this process sent to the address. */
    public boolean genuine(long hi, long lo) {
        return seal == seal(index, sequence, sentAt, hi, lo);
    }

    /** Index of the target, as claimed; -1 where a quote is too short to tell. */
    public int index() {
        return index;
    }

    public int sequence() {
        return sequence;
    }

    /** Monotonic nanoseconds of the sender, as claimed. */
    public long sentAt() {
        return sentAt;
    }

    private long seal(int index, int sequence, long sentAt, long hi, long lo) {
        return check.hash((long) index << 32 | sequence & 0xffff_ffffL, sentAt, hi, lo);
    }

    /** The Internet checksum, RFC 1071. */
    static short checksum(MemorySegment of, long at, int length) {
        long sum = 0;
        for (int i = 0; i < length; i += 2) {
            sum += of.get(SHORT, at + i) & 0xffff;
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        sum += sum >>> 16;
        return (short) ~sum;
    }
}
