package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Processor time from /proc, in seconds. The kernel charges the way of a packet (through the cable, the far end's answer
 * and back) to whoever sends, so a process's time holds it; the machine's time holds also what fell to others.
 */
final class CpuMeter {
    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;
    private static final int BUSY_FIELDS = 8;
    private static final List<Integer> IDLE_FIELDS = List.of(3, 4);

    private CpuMeter() {}

    /** User and system time of these processes, all their threads, and their children, ended or not. */
    static double ofTrees(Collection<Long> pids) {
        return pids.stream()
                .flatMapToLong(pid -> LongStream.concat(LongStream.of(pid), descendants(pid)))
                .mapToDouble(CpuMeter::ofProcess)
                .sum();
    }

    private static LongStream descendants(long pid) {
        return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).mapToLong(ProcessHandle::pid);
    }

    private static double ofProcess(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = 0;
            for (int i = USER; i <= CHILDREN_SYSTEM; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / TICKS;
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time that all processors of the machine were busy, whoever with. */
    static double ofMachine() {
        try {
            String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().strip().split("\\s+", -1);
            double ticks = 0;
            for (int i = 0; i < BUSY_FIELDS; i++) {
                ticks += IDLE_FIELDS.contains(i) ? 0 : Long.parseLong(fields[i + 1]);
            }
            return ticks / TICKS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
