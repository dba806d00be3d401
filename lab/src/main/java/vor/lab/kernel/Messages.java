package vor.lab.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A batch of datagrams as recvmmsg and sendmmsg want them: struct mmsghdr with sockaddr_in6 and in6_pktinfo. */
final class Messages {
    private static final int HEADER = 64;
    private static final int VECTOR = 16;
    private static final int NAME = 32;
    private static final int CONTROL = 48;
    private static final int NAME_BYTES = 28;
    private static final long PKTINFO_BYTES = 36;
    private static final long PKTINFO_SPACE = 40;
    private static final int CONTROL_AT = 32;
    private static final int CONTROL_LENGTH_AT = 40;
    private static final int LENGTH_AT = 56;
    private static final short AF_INET6 = 10;
    private static final int SOL_IPV6 = 41;
    private static final int IPV6_PKTINFO = 50;
    private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final int size;
    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment names;
    private final MemorySegment controls;
    private final MemorySegment data;

    Messages(Arena arena, int count, int size) {
        this.size = size;
        headers = arena.allocate((long) count * HEADER, 8);
        vectors = arena.allocate((long) count * VECTOR, 8);
        names = arena.allocate((long) count * NAME, 8);
        controls = arena.allocate((long) count * CONTROL, 8);
        data = arena.allocate((long) count * size, 8);
        for (int i = 0; i < count; i++) {
            prepare(i);
        }
    }

    private void prepare(int i) {
        MemorySegment header = headers.asSlice((long) i * HEADER, HEADER);
        header.set(ADDRESS, 0, names.asSlice((long) i * NAME, NAME));
        header.set(ADDRESS, 16, vectors.asSlice((long) i * VECTOR, VECTOR));
        header.set(JAVA_LONG, 24, 1);
        header.set(ADDRESS, CONTROL_AT, controls.asSlice((long) i * CONTROL, CONTROL));
        vectors.set(ADDRESS, (long) i * VECTOR, data.asSlice((long) i * size, size));
        readyToReceive(i);
    }

    MemorySegment headers() {
        return headers;
    }

    MemorySegment headersFrom(int i) {
        return headers.asSlice((long) i * HEADER);
    }

    void readyToReceive(int i) {
        headers.set(JAVA_INT, (long) i * HEADER + 8, NAME);
        headers.set(JAVA_LONG, (long) i * HEADER + CONTROL_LENGTH_AT, CONTROL);
        vectors.set(JAVA_LONG, (long) i * VECTOR + 8, size);
    }

    int length(int i) {
        return headers.get(JAVA_INT, (long) i * HEADER + LENGTH_AT);
    }

    void read(int i, byte[] into, int length) {
        MemorySegment.copy(data, JAVA_BYTE, (long) i * size, into, 0, length);
    }

    /** Who sent it, and to which of our addresses. */
    Ends ends(int i) {
        long name = (long) i * NAME;
        long control = (long) i * CONTROL + 16;
        return new Ends(
                controls.get(NETWORK_LONG, control), controls.get(NETWORK_LONG, control + 8),
                names.get(NETWORK_LONG, name + 8), names.get(NETWORK_LONG, name + 16),
                names.get(NETWORK_SHORT, name + 2) & 0xffff);
    }

    void write(int i, Ends ends, byte[] bytes, int length) {
        long name = (long) i * NAME;
        names.asSlice(name, NAME).fill((byte) 0);
        names.set(JAVA_SHORT, name, AF_INET6);
        names.set(NETWORK_SHORT, name + 2, (short) ends.remotePort());
        names.set(NETWORK_LONG, name + 8, ends.remoteHigh());
        names.set(NETWORK_LONG, name + 16, ends.remoteLow());
        long control = (long) i * CONTROL;
        controls.set(JAVA_LONG, control, PKTINFO_BYTES);
        controls.set(JAVA_INT, control + 8, SOL_IPV6);
        controls.set(JAVA_INT, control + 12, IPV6_PKTINFO);
        controls.set(NETWORK_LONG, control + 16, ends.localHigh());
        controls.set(NETWORK_LONG, control + 24, ends.localLow());
        controls.set(JAVA_INT, control + 32, 0);
        headers.set(JAVA_INT, (long) i * HEADER + 8, NAME_BYTES);
        headers.set(JAVA_LONG, (long) i * HEADER + CONTROL_LENGTH_AT, PKTINFO_SPACE);
        vectors.set(JAVA_LONG, (long) i * VECTOR + 8, length);
        MemorySegment.copy(bytes, 0, data, JAVA_BYTE, (long) i * size, length);
    }
}
