package vor.server.health.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vor.model.Ping;

/**
 * When a device fell silent.
 *
 * @param since when the first request that was not answered was sent
 * @param alive when the newest request that was answered was sent: its way up worked then
 */
public record Quiet(Instant since, Instant alive) {
    /** @param silent the targets that answered once and do not now; at least one */
    public static Quiet of(List<Ping> silent) {
        Instant since = silent.stream()
                .map(p -> p.silentSince().orElse(p.since()))
                .max(Instant::compareTo)
                .orElseThrow();
        Instant alive = silent.stream()
                .flatMap(p -> p.answeredUpTo().stream())
                .max(Instant::compareTo)
                .orElse(since.minusSeconds(1));
        return new Quiet(since, alive.isAfter(since) ? since : alive);
    }

    /** When a device as a whole fell silent; empty while it answers on any address or never did. */
    static Optional<Instant> since(List<Ping> pings) {
        Optional<Instant> since = Optional.empty();
        for (Ping p : pings) {
            if (p.state().silent() || (p.state() == Ping.State.FLAPPING && p.silentSince().isPresent())) {
                Instant own = p.silentSince().orElse(p.since());
                since = Optional.of(since.filter(s -> s.isAfter(own)).orElse(own));
            } else if (p.lastReply().isPresent()) {
                return Optional.empty();
            }
        }
        return since;
    }

    Duration after(Instant seen) {
        return Duration.between(since, seen);
    }
}
