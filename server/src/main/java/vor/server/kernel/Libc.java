package vor.server.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The few calls to Linux that echoes and fast datagrams need. Each takes a segment for {@code errno} (size {@link #STATE}) and returns what
 * the kernel returned. Safe for any thread, each with a segment of its own.
 */
public final class Libc {
    public static final StructLayout STATE = Linker.Option.captureStateLayout();

    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int IPPROTO_ICMP = 1;
    public static final int IPPROTO_ICMPV6 = 58;
    public static final int SOL_SOCKET = 1;
    public static final int SO_RCVBUF = 8;
    public static final int SO_SNDBUF = 7;
    public static final int SO_ATTACH_FILTER = 26;
    public static final int SO_SNDBUFFORCE = 32;
    public static final int SO_RCVBUFFORCE = 33;
    public static final int SO_TIMESTAMPNS = 35;
    public static final int ICMP6_FILTER = 1;
    public static final int SO_RCVTIMEO = 20;
    public static final int MSG_DONTWAIT = 0x40;

    /** Waits for one datagram, and takes those that are there already with it. */
    public static final int MSG_WAITFORONE = 0x10000;

    private static final int SHUT_RD = 0;

    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = call("close", JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SENDMMSG = call("sendmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle RECVMMSG =
            call("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SEND = callLong("send", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV = callLong("recv", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle BIND = call("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = call("getsockname", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle GETSOCKOPT = call("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SHUTDOWN = call("shutdown", JAVA_INT, JAVA_INT);
    private static final MethodHandle IOCTL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(2));

    private Libc() {}

    private static MethodHandle call(String name, ValueLayout... arguments) {
        return link(name, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    private static MethodHandle callLong(String name, ValueLayout... arguments) {
        return link(name, FunctionDescriptor.of(JAVA_LONG, arguments));
    }

    private static MethodHandle link(String name, FunctionDescriptor shape) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), shape, Linker.Option.captureCallState("errno"));
    }

    public static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    public static int socket(MemorySegment state, int domain, int type, int protocol) {
        try {
            return (int) SOCKET.invokeExact(state, domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** One whose calls wait; {@link #socket} gives those that do not. */
    public static int waitingSocket(MemorySegment state, int domain, int type) {
        try {
            return (int) SOCKET.invokeExact(state, domain, type | SOCK_CLOEXEC, 0);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public static int bind(MemorySegment state, int fd, MemorySegment name) {
        try {
            return (int) BIND.invokeExact(state, fd, name, (int) name.byteSize());
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** @param length of the name, in and out */
    public static int getsockname(MemorySegment state, int fd, MemorySegment name, MemorySegment length) {
        try {
            return (int) GETSOCKNAME.invokeExact(state, fd, name, length);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** @param length of the value, in and out */
    public static int getsockopt(MemorySegment state, int fd, int level, int name, MemorySegment value, MemorySegment length) {
        try {
            return (int) GETSOCKOPT.invokeExact(state, fd, level, name, value, length);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Has whoever waits at the socket return, also where the kernel says that it is not connected. */
    public static int shutdown(MemorySegment state, int fd) {
        try {
            return (int) SHUTDOWN.invokeExact(state, fd, SHUT_RD);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public static int close(MemorySegment state, int fd) {
        try {
            return (int) CLOSE.invokeExact(state, fd);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public static int setsockopt(MemorySegment state, int fd, int level, int name, MemorySegment value) {
        try {
            return (int) SETSOCKOPT.invokeExact(state, fd, level, name, value, (int) value.byteSize());
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public static int sendmmsg(MemorySegment state, int fd, MemorySegment messages, int count) {
        try {
            return (int) SENDMMSG.invokeExact(state, fd, messages, count, MSG_DONTWAIT);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public static int recvmmsg(MemorySegment state, int fd, MemorySegment messages, int count) {
        return recvmmsg(state, fd, messages, count, MSG_DONTWAIT);
    }

    public static int recvmmsg(MemorySegment state, int fd, MemorySegment messages, int count, int flags) {
        try {
            return (int) RECVMMSG.invokeExact(state, fd, messages, count, flags, MemorySegment.NULL);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public static long send(MemorySegment state, int fd, MemorySegment bytes) {
        try {
            return (long) SEND.invokeExact(state, fd, bytes, bytes.byteSize(), MSG_DONTWAIT);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Netlink answers within the request, so it need not wait either. */
    public static long recv(MemorySegment state, int fd, MemorySegment into) {
        try {
            return (long) RECV.invokeExact(state, fd, into, into.byteSize(), MSG_DONTWAIT);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public static int ioctl(MemorySegment state, int fd, long request, MemorySegment argument) {
        try {
            return (int) IOCTL.invokeExact(state, fd, request, argument);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private static AssertionError impossible(Throwable e) {
        return new AssertionError("a call to libc cannot throw", e);
    }
}
