package vor.lab.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A TUN device: reads and writes whole IP packets. It is there from {@link #open} to {@link #close}, in the namespace
 * of the thread that opened it. One thread may read while others write.
 */
public final class Tun implements AutoCloseable {
    private static final String PATH = "/dev/net/tun";
    private static final long TUNSETIFF = 0x400454caL;
    private static final short IFF_TUN_NO_PI = 0x1001;
    private static final int IFREQ_BYTES = 40;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final short POLLIN = 1;

    private final int fd;
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment poll = arena.allocate(8, 8);
    private final Libc.State readState = new Libc.State(arena);
    private final AtomicBoolean closed = new AtomicBoolean();

    private Tun(int fd) {
        this.fd = fd;
        poll.set(ValueLayout.JAVA_INT, 0, fd);
        poll.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
    }

    /** @throws KernelException where there is no {@code /dev/net/tun}, we are not root, or the name is taken */
    public static Tun open(String name) {
        int fd = Libc.check(Libc.open(PATH, Libc.O_RDWR | SOCK_NONBLOCK), "open " + PATH);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(IFREQ_BYTES, 8);
            request.setString(0, name);
            request.set(ValueLayout.JAVA_SHORT, 16, IFF_TUN_NO_PI);
            Libc.check(Libc.ioctl(fd, TUNSETIFF, request), "make TUN device " + name);
        } catch (RuntimeException e) {
            Libc.close(fd);
            throw e;
        }
        return new Tun(fd);
    }

    /**
     * Waits for a packet, at most so many milliseconds.
     *
     * @return its length, or 0 when none came
     */
    public int read(MemorySegment into, int milliseconds) {
        int length = Libc.read(fd, into, readState);
        if (length == -Libc.EAGAIN) {
            poll.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
            int ready = Libc.poll(poll, 1, milliseconds, readState);
            length = ready > 0 ? Libc.read(fd, into, readState) : 0;
        }
        return length == -Libc.EAGAIN || length == -Libc.EINTR ? 0 : Libc.check(length, "read from the TUN device");
    }

    /** @return whether the kernel took the packet */
    public boolean write(MemorySegment packet, int length, Writer writer) {
        return Libc.write(fd, packet, length, writer.state) == length;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            Libc.close(fd);
        }
    }

    /** What one writing thread keeps. */
    public static final class Writer {
        private final Libc.State state;

        public Writer(Arena arena) {
            state = new Libc.State(arena);
        }
    }
}
