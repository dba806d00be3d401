package vor.server.collect.ping;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.time.Instant;
import vor.model.Clock;
import vor.model.Family;
import vor.server.kernel.Libc;
import vor.wire.icmp.EchoCodec;
import vor.wire.icmp.Finding;

/**
 * An ICMP socket of the kernel: raw, or the unprivileged kind where raw is not permitted. All memory is taken when it
 * is opened; used by the engine's thread only, but for opening.
 */
final class NativeSocket implements EchoSocket {
    private static final int RECEIVE = 128;
    private static final int MESSAGE = 64;
    private static final int NAME = 28;
    private static final int VECTOR = 16;
    private static final int CONTROL = 64;
    private static final int PACKET = EchoCodec.MAX_IP_HEADER + 2 * EchoCodec.SIZE + 48;
    private static final ValueLayout.OfLong NET_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NET_INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final long MAPPED = 0x0000_ffff_0000_0000L;
    private static final long CMSG_DATA = 16;

    private final Family family;
    private final boolean raw;
    private final int fd;
    private final Clock clock;
    private final EchoCodec codec;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(Libc.STATE);
    private final MemorySegment outHeaders = arena.allocate((long) MESSAGE * Outgoing.SIZE, 8);
    private final MemorySegment outNames = arena.allocate(32L * Outgoing.SIZE, 8);
    private final MemorySegment outVectors = arena.allocate((long) VECTOR * Outgoing.SIZE, 8);
    private final MemorySegment outPackets = arena.allocate((long) EchoCodec.SIZE * Outgoing.SIZE, 8);
    private final MemorySegment inHeaders = arena.allocate((long) MESSAGE * RECEIVE, 8);
    private final MemorySegment inNames = arena.allocate(32L * RECEIVE, 8);
    private final MemorySegment inVectors = arena.allocate((long) VECTOR * RECEIVE, 8);
    private final MemorySegment inControls = arena.allocate((long) CONTROL * RECEIVE, 8);
    private final MemorySegment inPackets = arena.allocate((long) PACKET * RECEIVE, 8);

    private NativeSocket(Family family, boolean raw, int fd, EchoCodec codec, Clock clock) {
        this.family = family;
        this.raw = raw;
        this.fd = fd;
        this.codec = codec;
        this.clock = clock;
        link(outHeaders, outNames, outVectors, outPackets, Outgoing.SIZE, EchoCodec.SIZE);
        link(inHeaders, inNames, inVectors, inPackets, RECEIVE, PACKET);
        for (int i = 0; i < RECEIVE; i++) {
            inHeaders.set(ADDRESS, (long) i * MESSAGE + 32, inControls.asSlice((long) i * CONTROL, CONTROL));
        }
    }

    /**
     * @param receiveBuffer bytes asked of the kernel; it may give less
     * @throws IOException with what is lacking and how to grant it
     */
    static NativeSocket open(Family family, EchoCodec codec, Clock clock, int receiveBuffer) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.STATE);
            int domain = family == Family.V6 ? Libc.AF_INET6 : Libc.AF_INET;
            int protocol = family == Family.V6 ? Libc.IPPROTO_ICMPV6 : Libc.IPPROTO_ICMP;
            int fd = Libc.socket(state, domain, Libc.SOCK_RAW, protocol);
            boolean raw = fd >= 0;
            if (!raw) {
                fd = Libc.socket(state, domain, Libc.SOCK_DGRAM, protocol);
            }
            if (fd < 0) {
                throw new IOException(Rights.lacking(family, Libc.errno(state)));
            }
            SocketOptions.apply(arena, state, fd, family, raw, codec.id(), receiveBuffer);
            return new NativeSocket(family, raw, fd, codec, clock);
        }
    }

    private void link(
            MemorySegment headers, MemorySegment names, MemorySegment vectors, MemorySegment packets, int n, int size) {
        for (int i = 0; i < n; i++) {
            MemorySegment header = headers.asSlice((long) i * MESSAGE, MESSAGE);
            MemorySegment vector = vectors.asSlice((long) i * VECTOR, VECTOR);
            vector.set(ADDRESS, 0, packets.asSlice((long) i * size, size));
            vector.set(JAVA_LONG, 8, size);
            header.set(ADDRESS, 0, names.asSlice((long) i * 32, 32));
            header.set(JAVA_INT, 8, nameSize());
            header.set(ADDRESS, 16, vector);
            header.set(JAVA_LONG, 24, 1);
        }
    }

    private int nameSize() {
        return family == Family.V6 ? NAME : 16;
    }

    @Override
    public Family family() {
        return family;
    }

    /** Whether the kernel gave the unprivileged kind of socket. */
    boolean unprivileged() {
        return !raw;
    }

    int descriptor() {
        return fd;
    }

    @Override
    public void send(Outgoing batch) {
        for (int i = 0; i < batch.count; i++) {
            Address to = batch.to[i];
            writeName(outNames, (long) i * 32, to);
            codec.write(
                    outPackets, (long) i * EchoCodec.SIZE, family,
                    batch.index[i], batch.sequence[i], batch.sentAt, to.hi(), to.lo());
        }
        int from = 0;
        while (from < batch.count) {
            int sent = Libc.sendmmsg(state, fd, outHeaders.asSlice((long) from * MESSAGE), batch.count - from);
            if (sent > 0) {
                from += sent;
            } else {
                batch.errno[from++] = Libc.errno(state);
            }
        }
    }

    private void writeName(MemorySegment names, long at, Address to) {
        if (family == Family.V6) {
            names.set(JAVA_SHORT, at, (short) Libc.AF_INET6);
            names.set(JAVA_SHORT, at + 2, (short) 0);
            names.set(JAVA_INT, at + 4, 0);
            names.set(NET_LONG, at + 8, to.hi());
            names.set(NET_LONG, at + 16, to.lo());
            names.set(JAVA_INT, at + 24, to.scope());
        } else {
            names.set(JAVA_SHORT, at, (short) Libc.AF_INET);
            names.set(JAVA_SHORT, at + 2, (short) 0);
            names.set(NET_INT, at + 4, (int) to.lo());
        }
    }

    @Override
    public void receive(Arrivals to) {
        int got = RECEIVE;
        while (got == RECEIVE) {
            for (int i = 0; i < RECEIVE; i++) {
                inHeaders.set(JAVA_INT, (long) i * MESSAGE + 8, NAME);
                inHeaders.set(JAVA_LONG, (long) i * MESSAGE + 40, CONTROL);
            }
            got = Libc.recvmmsg(state, fd, inHeaders, RECEIVE);
            if (got > 0) {
                long readAt = clock.nanos();
                Instant now = clock.now();
                for (int i = 0; i < got; i++) {
                    take(i, readAt, now, to);
                }
            }
        }
    }

    private void take(int i, long readAt, Instant now, Arrivals to) {
        long name = (long) i * 32;
        boolean v6 = family == Family.V6;
        long hi = v6 ? inNames.get(NET_LONG, name + 8) : 0;
        long lo = v6 ? inNames.get(NET_LONG, name + 16) : MAPPED | (inNames.get(NET_INT, name + 4) & 0xffff_ffffL);
        int length = inHeaders.get(JAVA_INT, (long) i * MESSAGE + 56);
        MemorySegment packet = inPackets.asSlice((long) i * PACKET, PACKET);
        Finding finding = codec.read(packet, 0, length, family, raw && !v6);
        switch (finding) {
            case REPLY -> {
                if (codec.genuine(hi, lo)) {
                    to.reply(hi, lo, codec.index(), codec.sequence(), codec.sentAt(), readAt, queued(i, now));
                } else {
                    to.forged(hi, lo, codec.index());
                }
            }
            case HINT -> to.odd(Oddity.HINT);
            case TRUNCATED -> to.odd(Oddity.TRUNCATED);
            case OVERSIZED -> to.odd(Oddity.OVERSIZED);
            case STRAY -> to.odd(Oddity.STRAY);
        }
    }

    private long queued(int i, Instant now) {
        long control = (long) i * CONTROL;
        long length = inHeaders.get(JAVA_LONG, (long) i * MESSAGE + 40);
        boolean stamped = length >= CMSG_DATA + 16
                && inControls.get(JAVA_INT, control + 8) == Libc.SOL_SOCKET
                && inControls.get(JAVA_INT, control + 12) == Libc.SO_TIMESTAMPNS;
        if (!stamped) {
            return 0;
        }
        long seconds = now.getEpochSecond() - inControls.get(JAVA_LONG, control + CMSG_DATA);
        return seconds * 1_000_000_000L + now.getNano() - inControls.get(JAVA_LONG, control + CMSG_DATA + 8);
    }

    @Override
    public void close() {
        Libc.close(state, fd);
        arena.close();
    }
}
