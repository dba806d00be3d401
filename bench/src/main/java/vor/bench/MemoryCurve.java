package vor.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vor.outside.Deadline;

/** Looks at the memory of a process once a second until it is closed, on a thread of its own. */
final class MemoryCurve implements AutoCloseable {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final long pid;
    private final long began = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread;
    private volatile boolean over;

    /** @param second since the curve was made */
    record Sample(long second, double megabytes) {}

    MemoryCurve(long pid) {
        this.pid = pid;
        thread = Thread.ofPlatform().name("memory-curve").unstarted(this::run);
    }

    /** The first sample is taken before this returns. */
    void start() {
        note();
        thread.start();
    }

    /** All so far, in order. */
    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    private void run() {
        while (!over) {
            Deadline.pause(STEP);
            note();
        }
    }

    private synchronized void note() {
        samples.add(new Sample((System.nanoTime() - began) / 1_000_000_000, Resident.megabytes(pid)));
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(STEP.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
