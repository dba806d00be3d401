package vor.rules;

import java.time.Duration;
import vor.model.Event;

/** Seconds, numbers of events and lifetimes, as steps count them. */
final class Spans {
    /** No step holds more events than this, or more keys. */
    static final int MOST = 100_000;

    /** An event that does not tell counts for so long, in milliseconds: Riemann's default. */
    static final long TTL = 60_000;

    private static final long LONGEST = 1_000_000_000_000L;

    private Spans() {}

    /** Milliseconds of an argument in seconds. */
    static long millis(String step, double seconds) {
        if (!(seconds >= 0.001 && seconds <= LONGEST / 1_000)) {
            throw new IllegalArgumentException(step + ": " + seconds + " seconds; 0.001 to 1000000000 are meant");
        }
        return Math.round(seconds * 1_000);
    }

    /** An argument that is a number of events. */
    static int count(String step, int n) {
        if (n < 1 || n > MOST) {
            throw new IllegalArgumentException(step + ": " + n + " events; 1 to " + MOST + " are meant");
        }
        return n;
    }

    /** Until when what came then counts, by our clock; senders' clocks may be wrong. */
    static long until(Event event, long came) {
        return came + (event.ttl().isPresent() ? millis(event.ttl().get()) : TTL);
    }

    static long millis(Duration ttl) {
        return ttl.getSeconds() >= LONGEST / 1_000 ? LONGEST : Math.max(0, ttl.toMillis());
    }

    /** The sender's time in milliseconds; one that is ahead of our clock counts as now, so that no single clock can end the windows of all. */
    static long told(Event event, long now) {
        return Math.min(now, told(event));
    }

    /** The sender's time in milliseconds, as it is, within thirty thousand years. */
    static long told(Event event) {
        return Math.clamp(event.time().getEpochSecond(), -LONGEST, LONGEST) * 1_000 + event.time().getNano() / 1_000_000;
    }

    /** The sender's time in seconds, as it is. */
    static double seconds(Event event) {
        return event.time().getEpochSecond() + event.time().getNano() / 1e9;
    }
}
