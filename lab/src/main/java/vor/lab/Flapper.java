package vor.lab;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import vor.model.Clock;

/**
 * Pulls and plugs the cables of flapping devices on a thread of its own: half a period out, half a period in. Also
 * notices when the practice network has gone.
 */
final class Flapper implements AutoCloseable {
    private static final long LOOK_AGAIN = 1_000_000_000L;

    private final Lab lab;
    private final Clock clock;
    private final Runnable whenGone;
    private final PrintStream log = System.err;
    private final Thread thread = Thread.ofPlatform().daemon().name("lab-flap").unstarted(this::run);
    private final Map<String, Next> nexts = new HashMap<>();
    private volatile boolean running = true;

    /** @param whenGone run once, on the flapper's thread */
    Flapper(Lab lab, Clock clock, Runnable whenGone) {
        this.lab = lab;
        this.clock = clock;
        this.whenGone = whenGone;
    }

    /** When the cable of a device moves next, and whether out or in. */
    private record Next(long at, boolean off, long half) {}

    void start() {
        thread.start();
    }

    /** Devices that flap already keep their beat. */
    synchronized void follow(Map<String, Trouble> troubles) {
        nexts.entrySet().removeIf(e -> half(troubles.getOrDefault(e.getKey(), Trouble.NONE)) != e.getValue().half);
        troubles.forEach((name, t) -> {
            if (half(t) > 0) {
                nexts.putIfAbsent(name, new Next(clock.nanos(), true, half(t)));
            }
        });
        LockSupport.unpark(thread);
    }

    private static long half(Trouble t) {
        return t.flap().toNanos() / 2;
    }

    private void run() {
        while (running && lab.isUp()) {
            try {
                long wait = moveWhatIsDue();
                LockSupport.parkNanos(this, wait);
            } catch (LabException e) {
                log.println("flapping: " + e.getMessage());
                LockSupport.parkNanos(this, LOOK_AGAIN);
            }
        }
        whenGone.run();
    }

    /** @return nanoseconds until there is something to do again */
    private long moveWhatIsDue() {
        List<String> due = due();
        for (String name : due) {
            Next next = step(name);
            lab.flapNow(List.of(name), next.off);
        }
        return untilNext();
    }

    private synchronized List<String> due() {
        long now = clock.nanos();
        return nexts.entrySet().stream().filter(e -> now - e.getValue().at >= 0).map(Map.Entry::getKey).toList();
    }

    private synchronized Next step(String name) {
        Next next = nexts.getOrDefault(name, new Next(clock.nanos(), false, LOOK_AGAIN));
        nexts.computeIfPresent(name, (n, v) -> new Next(v.at + v.half, !v.off, v.half));
        return next;
    }

    private synchronized long untilNext() {
        long now = clock.nanos();
        return nexts.values().stream().mapToLong(n -> Math.clamp(n.at - now, 1, LOOK_AGAIN)).min().orElse(LOOK_AGAIN);
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
    }
}
