package vor.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import vor.model.Clock;

/** A clock that stands still until a test turns it. Safe for any thread. */
public final class ManualClock implements Clock {
    private final AtomicLong wallNanos;
    private final AtomicLong mono = new AtomicLong(1_000_000_000L);
    private final Instant origin;

    public ManualClock(Instant start) {
        origin = start;
        wallNanos = new AtomicLong();
    }

    public ManualClock() {
        this(Instant.parse("2026-04-01T12:00:00Z"));
    }

    @Override
    public Instant now() {
        return origin.plusNanos(wallNanos.get());
    }

    @Override
    public long nanos() {
        return mono.get();
    }

    /** Both clocks go on. */
    public void advance(Duration by) {
        wallNanos.addAndGet(by.toNanos());
        mono.addAndGet(by.toNanos());
    }

    /** Somebody sets the wall clock; the monotonic one goes on as if nothing had been. */
    public void step(Duration by) {
        wallNanos.addAndGet(by.toNanos());
    }
}
