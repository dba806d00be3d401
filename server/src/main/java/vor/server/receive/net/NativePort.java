package vor.server.receive.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.server.kernel.Libc;

/**
 * A UDP socket of the kernel that is asked for up to {@value #BATCH} datagrams with one call. When they come fast it is asked once a millisecond, so that nobody is woken for
 * each of them: the kernel's buffer holds what comes meanwhile. All memory is taken when it is opened.
 */
final class NativePort implements DatagramPort {
    private static final Logger LOG = LoggerFactory.getLogger(NativePort.class);

    static final int BATCH = 64;
    private static final int MESSAGE = 64;
    private static final int VECTOR = 16;
    private static final int NAME = 32;
    private static final int LARGEST = 65_535;

    /** No power of two, as the same bytes of all would then have the same place in the processor's cache. */
    private static final int STRIDE = 65_536 + 576;

    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final long FAST = 200_000;
    private static final long NAP = 1_000_000;
    private static final ValueLayout.OfShort NET_SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final int fd;
    private final InetAddress address;
    private final int number;
    private final int buffer;
    private final BatchPort.Taker taker;
    private final Clock clock;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(Libc.STATE);
    private final MemorySegment headers = arena.allocate((long) MESSAGE * BATCH, 8);
    private final MemorySegment vectors = arena.allocate((long) VECTOR * BATCH, 8);
    private final MemorySegment names = arena.allocate((long) NAME * BATCH, 8);
    private final MemorySegment packets = arena.allocate((long) STRIDE * BATCH, 64);
    private final byte[] bytes = new byte[LARGEST];
    private final Thread reader;
    private volatile boolean closed;
    private boolean freed;
    private int current;

    /** The kernel, or Java, has no such thing for us. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    private NativePort(int fd, InetAddress address, int number, int buffer, BatchPort.Taker taker, Clock clock, String name) {
        this.fd = fd;
        this.address = address;
        this.number = number;
        this.buffer = buffer;
        this.taker = taker;
        this.clock = clock;
        for (int i = 0; i < BATCH; i++) {
            MemorySegment header = headers.asSlice((long) i * MESSAGE, MESSAGE);
            MemorySegment vector = vectors.asSlice((long) i * VECTOR, VECTOR);
            vector.set(ADDRESS, 0, packets.asSlice((long) i * STRIDE, LARGEST));
            vector.set(JAVA_LONG, 8, LARGEST);
            header.set(ADDRESS, 0, names.asSlice((long) i * NAME, NAME));
            header.set(JAVA_INT, 8, NAME);
            header.set(ADDRESS, 16, vector);
            header.set(JAVA_LONG, 24, 1);
        }
        reader = Thread.ofPlatform().daemon().name(name + "-udp").unstarted(this::read);
    }

    /**
     * @throws Refused when it takes another kind of socket
     * @throws IOException when the address cannot be had
     */
    static NativePort open(String name, InetAddress address, int port, int buffer, BatchPort.Taker taker, Clock clock) throws IOException, Refused {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Libc.STATE);
            int fd = Libc.waitingSocket(state, address instanceof Inet6Address ? Libc.AF_INET6 : Libc.AF_INET, Libc.SOCK_DGRAM);
            if (fd < 0) {
                throw new Refused("errno " + Libc.errno(state));
            }
            try {
                int granted = buffer(arena, state, fd, buffer);
                if (Libc.bind(state, fd, name(arena, address, port)) != 0) {
                    throw new IOException(why(Libc.errno(state)));
                }
                NativePort open = new NativePort(fd, address, number(arena, state, fd), granted, taker, clock, name);
                open.reader.start();
                return open;
            } catch (IOException e) {
                Libc.close(state, fd);
                throw e;
            }
        } catch (IllegalCallerException | UnsupportedOperationException | LinkageError e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    /** Beyond the machine's limit where we have the right; what is granted, as the kernel keeps as much again for itself. */
    private static int buffer(Arena arena, MemorySegment state, int fd, int asked) {
        MemorySegment value = arena.allocateFrom(JAVA_INT, asked);
        if (Libc.setsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, value) != 0) {
            Libc.setsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, value);
        }
        MemorySegment second = arena.allocate(16, 8);
        second.set(JAVA_LONG, 0, 1);
        Libc.setsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_RCVTIMEO, second);
        int result = Libc.getsockopt(state, fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, value, arena.allocateFrom(JAVA_INT, 4));
        return result == 0 ? value.get(JAVA_INT, 0) / 2 : 0;
    }

    private static MemorySegment name(Arena arena, InetAddress address, int port) {
        boolean six = address instanceof Inet6Address;
        MemorySegment name = arena.allocate(six ? 28 : 16, 8);
        name.set(JAVA_SHORT, 0, (short) (six ? Libc.AF_INET6 : Libc.AF_INET));
        name.set(NET_SHORT, 2, (short) port);
        MemorySegment.copy(address.getAddress(), 0, name, JAVA_BYTE, six ? 8 : 4, six ? 16 : 4);
        if (address instanceof Inet6Address scoped) {
            name.set(JAVA_INT, 24, scoped.getScopeId());
        }
        return name;
    }

    private static int number(Arena arena, MemorySegment state, int fd) {
        MemorySegment name = arena.allocate(NAME, 8);
        Libc.getsockname(state, fd, name, arena.allocateFrom(JAVA_INT, NAME));
        return name.get(NET_SHORT, 2) & 0xffff;
    }

    private static String why(int errno) {
        return switch (errno) {
            case 13 -> "Permission denied";
            case 98 -> "Address already in use";
            case 99 -> "Cannot assign requested address";
            default -> "errno " + errno;
        };
    }

    private void read() {
        try {
            long before = clock.nanos();
            while (!closed) {
                int got = Libc.recvmmsg(state, fd, headers, BATCH, Libc.MSG_WAITFORONE);
                if (closed) {
                    return;
                }
                if (got > 0) {
                    hand(got);
                } else if (got == 0 || (Libc.errno(state) != EAGAIN && Libc.errno(state) != EINTR)) {
                    LOG.error("datagrams of port {} cannot be read: errno {}; it will be tried again", number, Libc.errno(state));
                    LockSupport.parkNanos(this, 1_000 * NAP);
                }
                long now = clock.nanos();
                if (got > 0 && got < BATCH && now - before < FAST) {
                    LockSupport.parkNanos(this, NAP);
                    now = clock.nanos();
                }
                before = now;
            }
        } finally {
            free();
        }
    }

    private synchronized void free() {
        freed = true;
        Libc.close(state, fd);
        arena.close();
    }

    /** Not of a socket that is freed: its number may be another's by now. */
    private synchronized void wake() {
        if (!freed) {
            try (Arena confined = Arena.ofConfined()) {
                Libc.shutdown(confined.allocate(Libc.STATE), fd);
            }
        }
    }

    private void hand(int got) {
        taker.begin();
        try {
            Supplier<String> sender = this::sender;
            for (current = 0; current < got; current++) {
                long header = (long) current * MESSAGE;
                int length = Math.min(headers.get(JAVA_INT, header + 56), LARGEST);
                headers.set(JAVA_INT, header + 8, NAME);
                MemorySegment.copy(packets, JAVA_BYTE, (long) current * STRIDE, bytes, 0, length);
                one(length, sender);
            }
        } finally {
            taker.end();
        }
    }

    private void one(int length, Supplier<String> sender) {
        try {
            taker.datagram(bytes, length, sender);
        } catch (RuntimeException e) {
            LOG.error("a datagram was lost by a fault of ours", e);
        }
    }

    private String sender() {
        MemorySegment name = names.asSlice((long) current * NAME, NAME);
        boolean six = name.get(JAVA_SHORT, 0) == Libc.AF_INET6;
        byte[] address = new byte[six ? 16 : 4];
        MemorySegment.copy(name, JAVA_BYTE, six ? 8 : 4, address, 0, address.length);
        try {
            return InetAddress.getByAddress(address).getHostAddress() + ":" + (name.get(NET_SHORT, 2) & 0xffff);
        } catch (IOException e) {
            throw new IllegalStateException("an address has four bytes or sixteen", e);
        }
    }

    @Override
    public long dropped() {
        return KernelDrops.of(number);
    }

    @Override
    public int receiveBuffer() {
        return buffer;
    }

    @Override
    public InetAddress address() {
        return address;
    }

    @Override
    public int number() {
        return number;
    }

    /** The reader itself frees the socket and the memory, when it has left them. */
    @Override
    public void close() {
        closed = true;
        wake();
        LockSupport.unpark(reader);
        Threads.awaitEnd(reader);
    }
}
