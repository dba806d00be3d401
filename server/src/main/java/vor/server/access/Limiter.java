package vor.server.access;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vor.model.Clock;

/**
 * A bucket of tries for each of many keys: so many at once, then one each interval. A try is taken before it is made, and
 * given back when it was no failure, so that many at the same time count too. Bounded: when the table is full the key that
 * was not seen for the longest is forgotten. Safe for any thread.
 */
final class Limiter {
    private final Clock clock;
    private final long interval;
    private final long depth;
    private final int keys;

    /** When each bucket is full again, in the clock's nanoseconds. */
    private final Map<String, Long> full = new LinkedHashMap<>(64, 0.75f, true);

    Limiter(Clock clock, int tries, Duration interval, int keys) {
        this.clock = clock;
        this.interval = interval.toNanos();
        this.depth = this.interval * tries;
        this.keys = keys;
    }

    /** Takes a try; when there is none left, says how long until there is one, and takes nothing. */
    synchronized Optional<Duration> take(String key) {
        long now = clock.nanos();
        long at = later(full.getOrDefault(key, now), now) + interval;
        long wait = at - now - depth;
        if (wait > 0) {
            return Optional.of(Duration.ofNanos(wait));
        }
        full.put(key, at);
        trim();
        return Optional.empty();
    }

    synchronized void give(String key) {
        full.computeIfPresent(key, (k, at) -> at - interval);
    }

    private static long later(long a, long b) {
        return a - b > 0 ? a : b;
    }

    private void trim() {
        Iterator<String> oldest = full.keySet().iterator();
        while (full.size() > keys) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized int size() {
        return full.size();
    }
}
