package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What Linux tells of UDP sockets. */
final class KernelTable {
    private static final Path UDP = Path.of("/proc/net/udp");

    private KernelTable() {}

    /** Datagrams dropped at the sockets of IPv4 with this port since they were opened. */
    static long drops(int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        try {
            return Files.readAllLines(UDP).stream()
                    .map(line -> line.strip().split(" +", -1))
                    .filter(words -> words.length > 12 && words[1].endsWith(end))
                    .mapToLong(words -> Long.parseLong(words[12]))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
