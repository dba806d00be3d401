package vor.lab.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One UDP socket for every address of a namespace, IPv4 and IPv6: knows to which address a datagram came, and answers
 * from there. One thread may receive while others send, each with a {@link Sender} of its own.
 */
public final class UdpSocket implements AutoCloseable {
    /** Datagrams that come or go in one call. */
    public static final int BATCH = 32;

    /** Longest datagram. */
    public static final int LONGEST = 16_384;

    private static final short AF_INET6 = 10;
    private static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_RECVPKTINFO = 49;
    private static final int IPV6_TRANSPARENT = 75;
    private static final int BUFFER = 16 << 20;
    private static final int ADDRESS_BYTES = 28;
    private static final short POLLIN = 1;

    private final int fd;
    private final Arena arena = Arena.ofAuto();
    private final Messages messages = new Messages(arena, BATCH, LONGEST);
    private final MemorySegment poll = arena.allocate(8, 8);
    private final Libc.State state = new Libc.State(arena);
    private final AtomicBoolean closed = new AtomicBoolean();

    private UdpSocket(int fd) {
        this.fd = fd;
        poll.set(ValueLayout.JAVA_INT, 0, fd);
        poll.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
    }

    /**
     * Of the namespace of this thread.
     *
     * @throws KernelException where the port is taken or we are not root
     */
    public static UdpSocket open(int port) {
        int fd = Libc.check(Libc.socket(AF_INET6, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0), "UDP socket");
        try (Arena arena = Arena.ofConfined()) {
            Libc.check(Libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, BUFFER), "receive buffer of the UDP socket");
            Libc.check(Libc.setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, BUFFER), "send buffer of the UDP socket");
            Libc.check(Libc.setsockopt(fd, SOL_IPV6, IPV6_V6ONLY, 0), "IPv4 on the UDP socket");
            Libc.check(Libc.setsockopt(fd, SOL_IPV6, IPV6_RECVPKTINFO, 1), "addresses of the UDP socket");
            Libc.check(Libc.setsockopt(fd, SOL_IPV6, IPV6_TRANSPARENT, 1), "answers from every address");
            MemorySegment any = arena.allocate(ADDRESS_BYTES, 8);
            any.set(ValueLayout.JAVA_SHORT, 0, AF_INET6);
            any.set(ValueLayout.JAVA_SHORT, 2, Short.reverseBytes((short) port));
            Libc.check(Libc.bind(fd, any), "bind UDP port " + port);
        } catch (RuntimeException e) {
            Libc.close(fd);
            throw e;
        }
        return new UdpSocket(fd);
    }

    /**
     * Waits for datagrams, at most so many milliseconds.
     *
     * @return how many came, at most {@link #BATCH}
     */
    public int receive(int milliseconds) {
        int count = Libc.recvmmsg(fd, messages.headers(), BATCH, state);
        if (count == -Libc.EAGAIN) {
            poll.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
            count = Libc.poll(poll, 1, milliseconds, state) > 0 ? Libc.recvmmsg(fd, messages.headers(), BATCH, state) : 0;
        }
        return count == -Libc.EAGAIN || count == -Libc.EINTR ? 0 : Libc.check(count, "receive by UDP");
    }

    /**
     * Copies the i-th of what came, and makes its place free for the next call of {@link #receive}.
     *
     * @return its length
     */
    public int read(int i, byte[] into) {
        int length = Math.min(messages.length(i), into.length);
        messages.read(i, into, length);
        messages.readyToReceive(i);
        return length;
    }

    /** From whom the i-th came, and to whom. */
    public Ends ends(int i) {
        return messages.ends(i);
    }

    public Sender sender() {
        return new Sender();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Libc.close(fd);
        }
    }

    /** Collects datagrams and sends them together. For one thread. */
    public final class Sender {
        private final Messages out = new Messages(arena, BATCH, LONGEST);
        private final Libc.State outState = new Libc.State(arena);
        private int waiting;
        private long refused;

        /** @param length at most {@link #LONGEST} */
        public void add(Ends ends, byte[] bytes, int length) {
            if (waiting == BATCH) {
                flush();
            }
            out.write(waiting++, ends, bytes, length);
        }

        /** One that the kernel refuses is dropped and counted. */
        public void flush() {
            int from = 0;
            while (from < waiting) {
                int sent = Libc.sendmmsg(fd, out.headersFrom(from), waiting - from, outState);
                if (sent <= 0) {
                    refused++;
                }
                from += Math.max(1, sent);
            }
            waiting = 0;
        }

        /** How many the kernel did not take. */
        public long refused() {
            return refused;
        }
    }
}
