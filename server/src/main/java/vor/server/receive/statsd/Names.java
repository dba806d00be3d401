package vor.server.receive.statsd;

import java.util.Optional;

/**
 * Under which names Graphite is told.
 *
 * @param legacy the names of before 2012: {@code stats.K}, {@code stats_counts.K}, {@code stats.timers.K.…}; prefixes do not count then, but for {@code prefixStats}
 * @param prefixStats before the names of our own metrics; the one of {@link Adding}
 * @param suffix behind every name, after a point, before its tags
 * @param tidy whether keys are tidy already; else their names are made so here, and their tags are left as they are
 * @param counts whether counters are told as such, besides their rates
 */
public record Names(
        boolean legacy, String prefix, String counters, String timers, String gauges, String sets, String prefixStats, Optional<String> suffix, boolean tidy, boolean counts) {

    /** Those of statsd when nothing is configured. */
    public static Names standard() {
        return new Names(true, "stats", "counters", "timers", "gauges", "sets", "statsd", Optional.empty(), true, true);
    }

    /** Everything below {@code stats}. */
    public static Names modern() {
        return new Names(false, "stats", "counters", "timers", "gauges", "sets", "statsd", Optional.empty(), true, true);
    }
}
