package vor.model;

import java.time.Instant;

/**
 * The only thing that tells time. Tests run on a clock of their own (vor.testkit.ManualClock).
 *
 * <p>Safe for any thread. {@link #nanos()} never goes back and has no relation to the calendar; {@link #now()} may be
 * stepped by whoever sets the machine's clock, so spans are computed from {@code nanos} only.
 */
public interface Clock {

    /** Wall time. */
    Instant now();

    /** Monotonic time in nanoseconds, from an arbitrary origin. */
    long nanos();

    /** Wall time in milliseconds since 1970 UTC: the unit of every time in the API. */
    default long millis() {
        return now().toEpochMilli();
    }

    /** The machine's own clocks. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
