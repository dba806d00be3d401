package vor.server.rules;

import vor.model.Clock;

/** The time of rules: milliseconds since 1970 that never go back. It follows the wall clock when that is ahead, as after a sleep of the machine; else the monotonic one. */
final class RuleTime {
    private static final long AHEAD_MILLIS = 1_000;

    private final Clock clock;
    private long wall;
    private long nanos;

    RuleTime(Clock clock) {
        this.clock = clock;
        this.wall = clock.millis();
        this.nanos = clock.nanos();
    }

    synchronized long millis() {
        long now = clock.nanos();
        long at = wall + (now - nanos) / 1_000_000;
        long shown = clock.millis();
        if (shown - at > AHEAD_MILLIS) {
            wall = shown;
            nanos = now;
            return shown;
        }
        return at;
    }
}
