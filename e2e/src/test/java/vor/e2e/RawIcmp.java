package vor.e2e;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;

/** A raw ICMP socket in the network namespace of the thread that opened it. */
final class RawIcmp implements AutoCloseable {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET = bind("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND = bind("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SEND_TO =
            bind("sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE = bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final int AF_INET = 2;
    private static final int SOCK_RAW = 3;
    private static final int ICMP = 1;
    private static final int SOCKADDR_IN = 16;

    private final Arena arena = Arena.ofConfined();
    private final int fd;

    private RawIcmp(int fd) {
        this.fd = fd;
    }

    /** Its packets come from that address, which must be local there. */
    static RawIcmp from(String address) {
        try {
            RawIcmp socket = new RawIcmp((int) SOCKET.invokeExact(AF_INET, SOCK_RAW, ICMP));
            int bound = (int) BIND.invokeExact(socket.fd, socket.sockaddr(address), SOCKADDR_IN);
            if (socket.fd < 0 || bound < 0) {
                throw new IllegalStateException("no raw socket on " + address);
            }
            return socket;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    void send(String to, byte[] packet) {
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, packet);
        try {
            long sent = (long) SEND_TO.invokeExact(fd, bytes, (long) packet.length, 0, sockaddr(to), SOCKADDR_IN);
            if (sent != packet.length) {
                throw new IllegalStateException("sendto gave " + sent);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private MemorySegment sockaddr(String address) {
        MemorySegment sockaddr = arena.allocate(SOCKADDR_IN, 4);
        sockaddr.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
        MemorySegment.copy(InetAddress.ofLiteral(address).getAddress(), 0, sockaddr, ValueLayout.JAVA_BYTE, 4, 4);
        return sockaddr;
    }

    private static MethodHandle bind(String name, FunctionDescriptor shape) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape);
    }

    @Override
    public void close() {
        try {
            int ignored = (int) CLOSE.invokeExact(fd);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            arena.close();
        }
    }
}
