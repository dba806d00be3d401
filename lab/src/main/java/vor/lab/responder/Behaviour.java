package vor.lab.responder;

import java.time.Duration;
import java.util.Random;

/** How one device answers. Used by one thread at a time. */
public final class Behaviour {
    private final Freezes freezes;
    private final Random random;
    private final long delay;
    private final long jitter;
    private final double duplicate;

    /**
     * @param seed the same seed gives the same freezes and the same choices
     * @param stall longest freeze, zero for none
     * @param duplicate share of replies that come twice
     * @param start now, monotonic nanoseconds
     */
    public Behaviour(long seed, Duration stall, Duration delay, Duration jitter, double duplicate, long start) {
        freezes = new Freezes(seed, stall.toNanos(), start);
        random = new Random(~seed);
        this.delay = delay.toNanos();
        this.jitter = jitter.toNanos();
        this.duplicate = duplicate;
    }

    /** When the reply to what arrives now leaves; never before now. */
    long repliesAt(long now) {
        long varied = jitter == 0 ? delay : delay + random.nextLong(-jitter, jitter + 1);
        return freezes.actsAt(now) + Math.max(0, varied);
    }

    /** Whether this reply comes twice. */
    boolean twice() {
        return duplicate > 0 && random.nextDouble() < duplicate;
    }
}
