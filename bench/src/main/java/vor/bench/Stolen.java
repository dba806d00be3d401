package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much of the processors' time the host of a virtual machine has given to others since: by {@code /proc/stat}, of all
 * time, idle or not. What is measured meanwhile is late by that too.
 */
final class Stolen {
    private static final int FIELDS = 8;
    private static final int STEAL = 8;

    private final long[] began = ticks();

    static Stolen fromNow() {
        return new Stolen();
    }

    /** 0 to 100; 0 on a machine of its own. */
    double percent() {
        long[] now = ticks();
        long all = 0;
        for (int i = 1; i <= FIELDS; i++) {
            all += now[i] - began[i];
        }
        return all == 0 ? 0 : 100.0 * (now[STEAL] - began[STEAL]) / all;
    }

    private static long[] ticks() {
        try {
            String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().strip().split("\\s+", -1);
            long[] ticks = new long[FIELDS + 1];
            for (int i = 1; i <= FIELDS && i < fields.length; i++) {
                ticks[i] = Long.parseLong(fields[i]);
            }
            return ticks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
