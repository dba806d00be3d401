package vor.server.events.own;

import java.time.Duration;
import java.time.Instant;

/** What was last said of one service of a device, and how often it is seen. For one thread. */
final class Told {
    private static final int CADENCES = 3;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    /** A number that changed by less did not change. */
    private static final double SHARE = 0.02;

    private final Kind kind;
    private Instant seen;
    private Instant said = Instant.MIN;
    private Duration saidTtl = Duration.ZERO;
    private Duration gap = Duration.ZERO;
    private String state = "";
    private double metric;

    Told(Kind kind, Instant seen) {
        this.kind = kind;
        this.seen = seen;
    }

    /** Three times the span from one observation to the next, of a kind or of this very thing, whichever is longer. */
    Duration ttl() {
        return (gap.compareTo(kind.cadence()) > 0 ? gap : kind.cadence()).multipliedBy(CADENCES);
    }

    /**
     * Whether it is to be said: it is new, or changed, or half of its time is over.
     *
     * @param at when it was seen; the same as before is no news
     */
    boolean isDue(Instant at, String nextState, double nextMetric) {
        if (said.equals(Instant.MIN)) {
            return true;
        }
        boolean other = !state.equals(nextState);
        if (!at.isAfter(seen)) {
            return other || at.isBefore(said);
        }
        measure(at);
        Duration since = Duration.between(said, at);
        boolean changed = other || (differs(metric, nextMetric) && since.compareTo(kind.pause()) >= 0);
        return changed || since.multipliedBy(2).compareTo(saidTtl) >= 0;
    }

    /** It becomes longer at once and shorter by and by, as one answer may be lost. */
    private void measure(Instant at) {
        Duration now = Duration.between(seen, at);
        Duration before = gap.multipliedBy(3).dividedBy(4);
        Duration longer = now.compareTo(before) > 0 ? now : before;
        gap = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        seen = at;
    }

    private static boolean differs(double a, double b) {
        return Double.isNaN(a) != Double.isNaN(b) || Math.abs(a - b) > SHARE * Math.abs(a);
    }

    void say(Instant at, String nextState, double nextMetric) {
        said = at;
        saidTtl = ttl();
        seen = at;
        state = nextState;
        metric = nextMetric;
    }

    /** Whether nothing was seen of it for so long that it is gone. */
    boolean isGone(Instant now) {
        return seen.plus(ttl().multipliedBy(2)).isBefore(now);
    }
}
