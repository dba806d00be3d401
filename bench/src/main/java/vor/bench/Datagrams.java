package vor.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own that sends datagrams of statsd, one a call, or the barest loop that receives them: one call to libc for each, and nothing is done with it.
 * {@code send PORT COUNT KEYS [RATE]}, as fast as it can or so many a second, prints how many seconds it took, {@code receive PORT BUFFER} how many came when it is told to stop.
 */
final class Datagrams {
    private static final int LARGEST = 2_048;
    private static final int WARM = 20_000;
    /* How often the clock is asked, where there is a rate. */
    private static final int ASK = 16;
    private static final long NAP_NANOS = 100_000;

    private final Linker linker = Linker.nativeLinker();
    private final MethodHandle socket = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private final MethodHandle connect = call("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private final MethodHandle bind = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private final MethodHandle setsockopt = call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private final MethodHandle send = call("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private final MethodHandle recv = call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private Datagrams() {}

    public static void main(String[] args) throws Throwable {
        Datagrams datagrams = new Datagrams();
        if (args[0].equals("send")) {
            datagrams.send(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]), args.length > 4 ? Double.parseDouble(args[4]) : 0);
        } else {
            datagrams.receive(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        }
    }

    private MethodHandle call(String name, ValueLayout result, ValueLayout... arguments) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static MemorySegment loopback(Arena arena, int port) {
        MemorySegment name = arena.allocate(16, 8);
        name.set(JAVA_SHORT, 0, (short) 2);
        name.set(JAVA_SHORT, 2, Short.reverseBytes((short) port));
        name.set(JAVA_BYTE, 4, (byte) 127);
        name.set(JAVA_BYTE, 7, (byte) 1);
        return name;
    }

    private void send(int port, int count, int keys, double rate) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            byte[] first = line(0);
            MemorySegment lines = arena.allocate((long) first.length * keys);
            for (int i = 0; i < keys; i++) {
                MemorySegment.copy(line(i), 0, lines, JAVA_BYTE, (long) i * first.length, first.length);
            }
            int fd = (int) socket.invokeExact(2, 2, 0);
            int warm = (int) connect.invokeExact(fd, loopback(arena, 9), 16);
            burst(fd, lines, first.length, keys, WARM + warm, 0);
            int connected = (int) connect.invokeExact(fd, loopback(arena, port), 16);
            if (connected != 0) {
                throw new IllegalStateException("nobody can be reached at port " + port);
            }
            long start = System.nanoTime();
            burst(fd, lines, first.length, keys, count, rate);
            System.out.printf(Locale.ROOT, "%.6f%n", (System.nanoTime() - start) / 1e9);
        }
    }

    private void burst(int fd, MemorySegment lines, long length, int keys, int count, double rate) throws Throwable {
        int key = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; ) {
            while (rate > 0 && i % ASK == 0 && i > (System.nanoTime() - start) / 1e9 * rate) {
                LockSupport.parkNanos(NAP_NANOS);
            }
            MemorySegment line = lines.asSlice(key * length, length);
            long sent = (long) send.invokeExact(fd, line, length, 0);
            if (sent == length || count <= WARM) {
                i++; // nobody listens while it warms up, and what the kernel refuses then is not sent again
                key = key + 1 == keys ? 0 : key + 1;
            }
        }
    }

    private static byte[] line(int key) {
        return String.format(Locale.ROOT, "bench.web.key%06d:1|c", key).getBytes(StandardCharsets.US_ASCII);
    }

    private void receive(int port, int buffer) throws Throwable {
        AtomicLong came = new AtomicLong();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(came.get())));
        Arena arena = Arena.global();
        int fd = (int) socket.invokeExact(2, 2, 0);
        int set = (int) setsockopt.invokeExact(fd, 1, 8, arena.allocateFrom(JAVA_INT, buffer), 4);
        int bound = (int) bind.invokeExact(fd, loopback(arena, port), 16);
        if (set != 0 || bound != 0) {
            throw new IllegalStateException("port " + port + " cannot be had");
        }
        System.out.println("server is up");
        MemorySegment bytes = arena.allocate(LARGEST, 64);
        while (true) {
            long length = (long) recv.invokeExact(fd, bytes, (long) LARGEST, 0);
            if (length > 0) {
                came.lazySet(came.getPlain() + 1);
            }
        }
    }
}
