package vor.server.collect.ping;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vor.server.kernel.Libc;

/** Asks the kernel whether interfaces have a carrier. Used by the engine's thread. */
final class Carrier implements Function<List<String>, Optional<String>> {
    private static final long SIOCGIFFLAGS = 0x8913;
    private static final int RUNNING = 0x40;
    private static final int NAME = 16;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment state = arena.allocate(Libc.STATE);
    private final MemorySegment request = arena.allocate(40, 8);
    private final int fd;

    /** @param fd any socket */
    Carrier(int fd) {
        this.fd = fd;
    }

    /** What is wrong when there are interfaces and none of them has a carrier; empty while one has. */
    @Override
    public Optional<String> apply(List<String> interfaces) {
        for (String name : interfaces) {
            if (running(name)) {
                return Optional.empty();
            }
        }
        return interfaces.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", interfaces) + (interfaces.size() == 1 ? " has" : " have") + " no carrier");
    }

    private boolean running(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        request.fill((byte) 0);
        MemorySegment.copy(bytes, 0, request, JAVA_BYTE, 0, Math.min(bytes.length, NAME - 1));
        int result = Libc.ioctl(state, fd, SIOCGIFFLAGS, request);
        return result == 0 && (request.get(JAVA_SHORT, NAME) & RUNNING) != 0;
    }
}
