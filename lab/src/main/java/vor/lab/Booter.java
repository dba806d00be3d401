package vor.lab;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import vor.lab.Condition.Life;
import vor.model.Clock;

/** Takes booting devices from one stage to the next, on a thread of its own. */
final class Booter implements AutoCloseable {
    private static final long LOOK_AGAIN = 1_000_000_000L;

    private final Lab lab;
    private final Clock clock;
    private final PrintStream log = System.err;
    private final Thread thread = Thread.ofPlatform().daemon().name("lab-boot").unstarted(this::run);
    private final Map<String, Stage> stages = new HashMap<>();
    private volatile boolean running = true;

    Booter(Lab lab, Clock clock) {
        this.lab = lab;
        this.clock = clock;
    }

    /** What a device is in, and when that is over. */
    private record Stage(Life life, Duration boot, long over) {
        boolean is(Condition c) {
            return c.life() == life && c.boot().equals(boot) && !c.stage().isZero();
        }
    }

    void start() {
        thread.start();
    }

    /** Devices that are in the same stage as before keep their time. */
    synchronized void follow(Map<String, Trouble> troubles) {
        stages.entrySet().removeIf(e -> !e.getValue().is(troubles.getOrDefault(e.getKey(), Trouble.NONE).condition()));
        troubles.forEach((name, t) -> {
            Condition c = t.condition();
            if (!c.stage().isZero()) {
                stages.putIfAbsent(name, new Stage(c.life(), c.boot(), clock.nanos() + c.stage().toNanos()));
            }
        });
        LockSupport.unpark(thread);
    }

    private void run() {
        while (running) {
            try {
                due().forEach(this::next);
                LockSupport.parkNanos(this, untilNext());
            } catch (LabException e) {
                log.println("booting: " + e.getMessage());
                LockSupport.parkNanos(this, LOOK_AGAIN);
            }
        }
    }

    private void next(String name) {
        lab.condition(new String[] {name}, c -> c.stage().isZero() ? c : c.afterStage());
    }

    private synchronized List<String> due() {
        long now = clock.nanos();
        return stages.entrySet().stream().filter(e -> now - e.getValue().over >= 0).map(Map.Entry::getKey).toList();
    }

    private synchronized long untilNext() {
        long now = clock.nanos();
        return stages.values().stream().mapToLong(s -> Math.clamp(s.over - now, 1, LOOK_AGAIN)).min().orElse(LOOK_AGAIN);
    }

    @Override
    public void close() {
        running = false;
        LockSupport.unpark(thread);
    }
}
