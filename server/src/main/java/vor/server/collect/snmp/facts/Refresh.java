package vor.server.collect.snmp.facts;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often an agent renews the counters that it shows. Many answer from a cache: polled more often than it is renewed,
 * they tell the same numbers again, and then twice as much at once. Times are the agent's, in hundredths of a second.
 */
final class Refresh {
    private static final int MOST = 8;
    private static final int ENOUGH = 2;
    private static final long PATIENCE = 6000;

    private final Deque<Long> spans = new ArrayDeque<>();
    private long sum;
    private long renewedAt = -1;
    private long polledAt = -1;
    private long pollGap;
    private boolean stale;
    private boolean still;

    /** One poll; {@code changed} when any counter in it moved. */
    void poll(long ticks, boolean changed) {
        pollGap = polledAt < 0 ? 0 : ticks - polledAt;
        polledAt = ticks;
        still = !changed;
        if (!changed) {
            stale = true;
            return;
        }
        if (renewedAt >= 0 && (stale || caches())) {
            learn(ticks - renewedAt);
        }
        stale = false;
        renewedAt = ticks;
    }

    private void learn(long span) {
        spans.addLast(span);
        sum += span;
        if (spans.size() > MOST) {
            sum -= spans.removeFirst();
        }
    }

    void restart() {
        renewedAt = -1;
        polledAt = -1;
        stale = false;
    }

    /** Renewed at even steps; a quiet device's counters stand still as well, but at random. */
    boolean caches() {
        if (spans.size() < ENOUGH) {
            return false;
        }
        long least = spans.stream().mapToLong(s -> s).min().orElse(0);
        long most = spans.stream().mapToLong(s -> s).max().orElse(0);
        return most - least <= pollGap * 3 / 2 && period() > pollGap;
    }

    long period() {
        return spans.isEmpty() ? 0 : sum / spans.size();
    }

    /** Whether counters that have not moved for so long may still come from the cache. */
    boolean holds(long span) {
        return caches() ? span * 2 <= period() * 3 + pollGap : still && spans.size() < ENOUGH && span <= PATIENCE;
    }

    /** The span that the difference of the counters covers: whole steps of the cache. */
    long exact(long observed) {
        if (!caches()) {
            return observed;
        }
        long steps = Math.max(1, Math.round((double) observed / period()));
        long whole = steps * period();
        return Math.abs(whole - observed) <= pollGap ? whole : observed;
    }
}
