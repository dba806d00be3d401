package vor.server.health.reach;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vor.model.Ping;

/**
 * What a device on the way tells about the way.
 *
 * @param until for {@link Kind#UNDECIDED}: when waiting for it must end
 */
record Standing(Kind kind, Optional<Instant> until) {
    /** How long we wait for the answer of a parent that was asked when its child fell silent. */
    static final Duration ASKING = Duration.ofMillis(300);

    /** How long a parent that is itself suspect, or has only just come back, excuses a silent child. */
    static final Duration GRACE = Duration.ofSeconds(1);

    /** The same for one that comes and goes: it has no time of recovering before it counts as answering. */
    static final Duration FLAPPING_GRACE = Duration.ofSeconds(5);

    private static final Standing PROVEN = new Standing(Kind.PROVEN, Optional.empty());
    private static final Standing OPEN = new Standing(Kind.OPEN, Optional.empty());
    private static final Standing BLOCKED = new Standing(Kind.BLOCKED, Optional.empty());

    enum Kind {
        /** Answers, and has answered since the child fell silent: the way up to here works. */
        PROVEN,
        /** Nothing is known of it, or it had its time to answer for itself: it blocks nothing and proves nothing. */
        OPEN,
        UNDECIDED,
        /** Down, or back for too short a time to count. */
        BLOCKED
    }

    static Standing of(List<Ping> pings, Optional<Silence> silence, Instant now) {
        Optional<Standing> best = Optional.empty();
        for (Ping p : pings) {
            Optional<Standing> one = of(p, silence, now);
            if (one.isPresent() && (best.isEmpty() || one.get().betterThan(best.get()))) {
                best = one;
            }
        }
        return best.orElse(OPEN);
    }

    /** One address that answers lets everything through, whatever the others do; one that is unknown says nothing. */
    private static Optional<Standing> of(Ping ping, Optional<Silence> silence, Instant now) {
        return switch (ping.state()) {
            case UP -> Optional.of(silence.map(s -> answers(ping, s, GRACE, now)).orElse(PROVEN));
            case FLAPPING -> Optional.of(flapping(ping, silence, now));
            case SUSPECT -> Optional.of(silence.map(s -> until(later(s.down(), ping.since()).plus(GRACE), now))
                    .orElse(new Standing(Kind.UNDECIDED, Optional.empty())));
            case DOWN, RECOVERING -> Optional.of(BLOCKED);
            case WAITING, NEVER, UNRESOLVED, UNSENDABLE -> Optional.empty();
        };
    }

    private static Standing flapping(Ping ping, Optional<Silence> silence, Instant now) {
        if (ping.silentSince().isPresent()) {
            return BLOCKED;
        }
        return silence.map(s -> answers(ping, s, FLAPPING_GRACE, now)).orElse(PROVEN);
    }

    private static Standing answers(Ping ping, Silence silence, Duration grace, Instant now) {
        if (!ping.answeredUpTo().filter(t -> t.isAfter(silence.since())).isPresent()) {
            return until(silence.down().plus(ASKING), now);
        }
        Instant end = ping.since().plus(grace);
        return ping.since().isAfter(silence.down()) && now.isBefore(end) ? until(end, now) : PROVEN;
    }

    private static Standing until(Instant limit, Instant now) {
        return now.isBefore(limit)
                ? new Standing(Kind.UNDECIDED, Optional.of(limit))
                : OPEN;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private boolean betterThan(Standing other) {
        return kind.compareTo(other.kind) < 0;
    }
}
