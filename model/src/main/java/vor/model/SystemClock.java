package vor.model;

import java.time.Instant;

/** The machine's clocks: CLOCK_REALTIME and CLOCK_MONOTONIC. */
enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
