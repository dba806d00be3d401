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
        int keys) {

    /** @param where file and line, empty when nobody knows */
    public record Fault(Instant at, String what, String where) {}
}
