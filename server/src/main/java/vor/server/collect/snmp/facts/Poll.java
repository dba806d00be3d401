package vor.server.collect.snmp.facts;

import java.time.Instant;

/**
 * When an agent was asked and answered. What it says is true of some moment between the two, if it has no cache; so of two
 * answers the one that was asked for later counts, in whatever order they come.
 *
 * @param at when the last answer came
 * @param nanos the same, monotonic
 * @param asked when the first request was sent, monotonic
 */
public record Poll(Instant at, long nanos, long asked) {

    /** Answered in no time. */
    public static Poll at(Instant at, long nanos) {
        return new Poll(at, nanos, nanos);
    }

    /** The same answer, of which a part was asked for earlier. */
    public Poll asked(long earlier) {
        return new Poll(at, nanos, earlier);
    }

    /** Not before this was it so. */
    Instant since() {
        return at.minusNanos(Math.max(0, nanos - asked));
    }
}
