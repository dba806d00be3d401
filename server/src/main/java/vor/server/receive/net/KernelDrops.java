package vor.server.receive.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How many datagrams the kernel dropped because we read too slowly, as Linux tells it for each socket. */
public final class KernelDrops {
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/udp"), Path.of("/proc/self/net/udp6"));
    private static final int ADDRESS = 1;
    private static final int DROPS = 12;

    private KernelDrops() {}

    /** Of all sockets with this port; 0 where it is not told. */
    public static long of(int port) {
        long sum = 0;
        for (Path table : TABLES) {
            try {
                sum += in(Files.readAllLines(table), port);
            } catch (IOException e) {
                continue; // a machine that has no such table
            }
        }
        return sum;
    }

    static long in(List<String> table, int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        long sum = 0;
        for (String line : table) {
            String[] words = line.strip().split(" +", -1);
            if (words.length > DROPS && words[ADDRESS].endsWith(end)) {
                sum += number(words[DROPS]);
            }
        }
        return sum;
    }

    private static long number(String word) {
        return word.matches("[0-9]{1,18}") ? Long.parseLong(word) : 0;
    }
}
