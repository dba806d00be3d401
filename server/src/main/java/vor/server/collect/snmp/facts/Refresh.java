package vor.server.collect.snmp.facts;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often an agent renews the counters that it shows of a port. Many answer from a cache: asked more often than it is
 * renewed, they tell the same numbers again, and then those of the whole while at once. Times are the agent's, in
 * hundredths of a second.
 */
final class Refresh {
    private static final int MOST = 16;
    private static final int ENOUGH = 2;
    /** While it is not known whether the agent caches, and none of its counters moves. */
    private static final long PATIENCE = 6000;

    private final Deque<Long> spans = new ArrayDeque<>(MOST + 1);
    private long sum;
    private long renewedAt = -1;
    private long polledAt = -1;
    private long longestGap;
    private long lastGap;
    private boolean everStale;

    /** One look at the counters; {@code changed} when one of them moved. */
    void look(long ticks, boolean changed) {
        lastGap = polledAt < 0 ? 0 : ticks - polledAt;
        longestGap = Math.max(longestGap, lastGap);
        polledAt = ticks;
        everStale |= !changed;
        if (changed) {
            if (renewedAt >= 0 && everStale) {
                learn(ticks - renewedAt);
            }
            renewedAt = ticks;
        }
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
        longestGap = 0;
    }

    /** Renewed at even steps, longer than those of our asking; a quiet port's counters stand still as well, but at random. */
    private boolean caches() {
        long skips = 0;
        long least = Long.MAX_VALUE;
        long most = 0;
        for (long span : spans) {
            skips += span * 2 > lastGap * 3 ? 1 : 0;
            least = Math.min(least, span);
            most = Math.max(most, span);
        }
        return skips >= ENOUGH && skips * 8 >= spans.size() && most - least <= lastGap * 3 / 2;
    }

    private long period() {
        return sum / spans.size();
    }

    /** Whether counters that have not moved for so long may still come from the cache. */
    boolean holds(long span, boolean allStill) {
        return caches() ? span * 2 <= period() * 3 + lastGap : allStill && spans.size() < ENOUGH && span <= PATIENCE;
    }

    /** The time that the difference of the counters covers; looks closer together than the cache's steps see each by itself. */
    long exact(long observed) {
        boolean each = longestGap <= lastGap * 3 / 2;
        longestGap = lastGap;
        return caches() && each && Math.abs(period() - observed) <= lastGap ? period() : observed;
    }
}
