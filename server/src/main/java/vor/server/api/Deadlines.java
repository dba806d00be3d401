package vor.server.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import vor.model.Clock;

/**
 * Ends requests that take too long: a body that drips in, a reader that does not read. Interrupting a virtual thread
 * closes the socket that it waits for. Safe for any thread.
 */
final class Deadlines {
    private final Clock clock;
    private final Map<Thread, Long> ends = new ConcurrentHashMap<>();
    private final LongAdder missed = new LongAdder();

    Deadlines(Clock clock) {
        this.clock = clock;
    }

    /** The calling thread has so long from now; replaces what it had before. */
    void begin(Duration span) {
        ends.put(Thread.currentThread(), clock.nanos() + span.toNanos());
    }

    /** The calling thread is done, or may take as long as it likes. */
    void end() {
        ends.remove(Thread.currentThread());
    }

    /** To be called about once a second. */
    void check() {
        long now = clock.nanos();
        // Within the map's own lock, so that a thread that is done is never interrupted.
        ends.keySet().forEach(thread -> ends.computeIfPresent(thread, (t, end) -> now - end < 0 ? end : interrupt(t)));
    }

    @SuppressWarnings("NullAway") // null removes the entry
    private Long interrupt(Thread thread) {
        missed.increment();
        thread.interrupt();
        return null;
    }

    long missed() {
        return missed.sum();
    }
}
