package vor.server.collect.snmp.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vor.model.Port;

/** What is remembered of one port from poll to poll. */
final class PortMemory {
    private final Meter octets = new Meter(Tally.IN_OCTETS, Tally.IN_UCAST);
    private final Meter rest = new Meter(Tally.IN_UCAST, Tally.SIZE);
    private final Refresh refresh = new Refresh();
    private final String base;
    private final String name;
    private @Nullable Port last;
    private @Nullable Tally tally;
    private long discontinuity;
    private long restarts = -1;
    private long asked = Long.MIN_VALUE;

    PortMemory(String base, String name) {
        this.base = base;
        this.name = name;
    }

    String base() {
        return base;
    }

    String name() {
        return name;
    }

    @Nullable Port last() {
        return last;
    }

    /** Whether its octets come in counters of 64 bits. */
    boolean wide() {
        Tally counted = tally;
        return counted != null && counted.isWide(Tally.IN_OCTETS);
    }

    boolean moved(Tally now) {
        return octets.moved(now);
    }

    /** The agent's counters began anew. */
    void restarts(long count, long discontinuityNow) {
        boolean anew = restarts != count || discontinuity != discontinuityNow;
        if (anew) {
            octets.restart();
            rest.restart();
            refresh.restart();
        }
        restarts = count;
        discontinuity = discontinuityNow;
    }

    long discontinuity() {
        return discontinuity;
    }

    /** All that the agent tells of the port. */
    Port whole(Port now, Tally counted, long ticks, boolean allStill, Poll poll) {
        boolean held = octets(counted, ticks, fastest(now), allStill);
        if (!held && !rest.advance(counted, ticks, rest.since(ticks), fastest(now))) {
            octets.gap();
        }
        tally = counted;
        return keep(now, poll);
    }

    /** Whether the counters may be those of the time before, told once more. */
    private boolean octets(Tally counted, long ticks, double fastest, boolean allStill) {
        long span = octets.since(ticks);
        boolean moved = octets.moved(counted);
        refresh.look(ticks, moved);
        if (!moved && span > 0 && refresh.holds(span, allStill)) {
            return true;
        }
        if (!octets.advance(counted, ticks, moved ? refresh.exact(span) : span, fastest)) {
            rest.gap();
        }
        return false;
    }

    /** Status and octets alone: {@code now} has all else as it was. */
    Port fast(Port now, Tally counted, long ticks, boolean allStill, Poll poll) {
        if (counted.hasAny()) {
            octets(counted, ticks, fastest(now), allStill);
        }
        Tally all = counted.withRestOf(tally);
        tally = all;
        Optional<Port.Counters> counters = all.hasAny() ? Optional.of(all.counters()) : Optional.empty();
        return keep(new Port(
                now.name(), now.index(), now.description(), now.alias(), now.type(), now.enabled(), now.status(),
                now.megabits(), now.mac(), now.changedAt(), Optional.empty(), Optional.empty(), counters,
                Optional.empty(), now.at()), poll);
    }

    private double fastest(Port now) {
        Port before = last;
        long megabits = Math.max(now.megabits(), before == null ? 0 : before.megabits());
        return carriesWhatItSays(now.type()) ? megabits * 1e6 : 0;
    }

    /** Speeds of loopbacks, tunnels and VLANs are made up. */
    private static boolean carriesWhatItSays(int type) {
        return switch (type) {
            case 1, 24, 53, 131, 135, 136, 142, 150, 166 -> false;
            default -> true;
        };
    }

    private Port keep(Port told, Poll poll) {
        Port before = last;
        Port now = before != null && poll.asked() < asked ? stateOf(before, told) : told;
        asked = Math.max(asked, poll.asked());
        Optional<Instant> downAt = before == null ? Optional.empty() : before.downAt();
        Optional<Instant> upAt = before == null ? Optional.empty() : before.upAt();
        if (before != null && before.up() != now.up()) {
            downAt = now.up() ? downAt : Optional.of(poll.at());
            upAt = now.up() ? Optional.of(poll.at()) : upAt;
        }
        Port kept = new Port(
                now.name(), now.index(), now.description(), now.alias(), now.type(), now.enabled(), now.status(), now.megabits(),
                now.mac(), now.changedAt(), downAt, upAt, now.counters(), rates(), now.at());
        last = kept;
        return kept;
    }

    /** An answer to a question that was put earlier came later: it tells nothing of the state. */
    private static Port stateOf(Port state, Port rest) {
        return new Port(
                rest.name(), rest.index(), rest.description(), rest.alias(), rest.type(), state.enabled(), state.status(), rest.megabits(),
                rest.mac(), state.changedAt(), rest.downAt(), rest.upAt(), rest.counters(), rest.rates(), state.at());
    }

    private Optional<Port.Rates> rates() {
        if (!octets.known() && !rest.known()) {
            return Optional.empty();
        }
        Duration over = octets.known() ? octets.over() : rest.over();
        return Optional.of(new Port.Rates(
                8 * octets.rate(Tally.IN_OCTETS, 1), 8 * octets.rate(Tally.OUT_OCTETS, 1),
                rest.rate(Tally.IN_UCAST, 3), rest.rate(Tally.OUT_UCAST, 3),
                rest.rate(Tally.IN_ERRORS, 1), rest.rate(Tally.OUT_ERRORS, 1),
                rest.rate(Tally.IN_DISCARDS, 1), rest.rate(Tally.OUT_DISCARDS, 1),
                over));
    }
}
