package vor.rules;

import java.time.Instant;
import java.util.Optional;

/**
 * A rule as people look at it.
 *
 * @param line 0 when nobody knows
 * @param stopped why it runs no longer; empty while it does
 * @param events that came to it
 * @param fired what left it
 * @param keys how many it holds apart in all its {@code by}
 * @param dropped events that came too late for a window of the sender's time, and what was beyond what a step may hold: events, or keys
 */
public record RuleStatus(
        String name,
        String file,
        int line,
        Optional<String> stopped,
        long events,
        long errors,
        Optional<Fault> lastError,
        long fired,
        Optional<Firing> lastFiring,
        int keys,
        long dropped) {

    /** @param where file and line, empty when nobody knows */
    public record Fault(Instant at, String what, String where) {}
}
