package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What Linux tells of UDP sockets. */
final class KernelTable {
    private static final Path UDP = Path.of("/proc/net/udp");

    private static final int ADDRESS = 1;
    private static final int DROPS = 12;

    private KernelTable() {}

    /** Whether any socket of IPv4 has this port. */
    static boolean open(int port) {
        return words(port).findAny().isPresent();
    }

    /** Datagrams dropped at the sockets of IPv4 with this port since they were opened. */
    static long drops(int port) {
        return words(port).mapToLong(words -> Long.parseLong(words[DROPS])).sum();
    }

    private static Stream<String[]> words(int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        try {
            return Files.readAllLines(UDP).stream().map(line -> line.strip().split(" +", -1)).filter(words -> words.length > DROPS && words[ADDRESS].endsWith(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
