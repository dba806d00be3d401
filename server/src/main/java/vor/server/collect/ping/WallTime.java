package vor.server.collect.ping;

import java.time.Instant;
import vor.model.Clock;

/** Wall times of monotonic ones, from one anchor, so that they compare among themselves; set anew only when the clock was stepped. */
final class WallTime {
    private static final long STEP = 200 * Deciding.MS;
    private static final long SECOND = Deciding.SECOND;

    private final Clock clock;
    private Instant anchor;
    private long anchorNanos;

    WallTime(Clock clock) {
        this.clock = clock;
        anchor = clock.now();
        anchorNanos = clock.nanos();
    }

    Instant at(long nanos) {
        return anchor.plusNanos(nanos - anchorNanos);
    }

    /** Whether somebody has set the clock since; from now on times are by the new one. */
    boolean stepped() {
        long nanos = clock.nanos();
        Instant now = clock.now();
        Instant expected = at(nanos);
        long seconds = now.getEpochSecond() - expected.getEpochSecond();
        long off = Math.clamp(seconds, -10, 10) * SECOND + now.getNano() - expected.getNano();
        if (Math.abs(off) < STEP) {
            return false;
        }
        anchor = now;
        anchorNanos = nanos;
        return true;
    }
}
