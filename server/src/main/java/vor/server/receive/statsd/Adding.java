package vor.server.receive.statsd;

import java.time.Duration;
import java.util.List;

/**
 * How values are added up.
 *
 * @param interval from flush to flush, what rates are computed with; not the time that really passed, as in statsd
 * @param percentiles of timers; a negative one is that share of the largest
 * @param histograms the first whose {@code metric} is part of a timer's key counts for it
 * @param timerNumbers the only ones of a timer to be told, percentiles as {@code upper_percent}; all when empty
 * @param prefixStats before the names of our own metrics
 */
public record Adding(
        Duration interval, List<Double> percentiles, List<Histogram> histograms, List<String> timerNumbers, Idle idle, String prefixStats, Limits limits) {
    public Adding {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("an interval of " + interval + " where a positive one is needed");
        }
        if (!percentiles.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("percentiles of " + percentiles + " where numbers are needed");
        }
        percentiles = List.copyOf(percentiles);
        histograms = List.copyOf(histograms);
        timerNumbers = List.copyOf(timerNumbers);
    }

    /** Those of statsd. */
    public static Adding standard() {
        return new Adding(Duration.ofSeconds(10), List.of(90.0), List.of(), List.of(), Idle.KEEP, "statsd", Limits.standard());
    }

    /** For graphs, {@code 10} or {@code 99.9}. */
    double seconds() {
        return interval.toMillis() / 1000.0;
    }

    /**
     * How many values of a timer fall in which bin.
     *
     * @param metric part of a key; empty for every key
     * @param bins upper limits that are not within; {@link Double#POSITIVE_INFINITY} takes all that are left. None turns histograms off for this metric
     */
    public record Histogram(String metric, List<Double> bins) {
        public Histogram {
            bins = List.copyOf(bins);
        }
    }

    /**
     * What becomes of keys of which nothing came since the last flush: true has them go, false has them told on as 0, or a gauge as it was.
     *
     * @param gaugeFlushes how many flushes a gauge is told for when {@code gauges} is true
     */
    public record Idle(boolean counters, boolean timers, boolean sets, boolean gauges, int gaugeFlushes) {
        /** Nothing goes. */
        public static final Idle KEEP = new Idle(false, false, false, false, 1);

        /** Everything goes. */
        public static final Idle DROP = new Idle(true, true, true, true, 1);

        public Idle {
            gaugeFlushes = Math.max(1, gaugeFlushes);
        }
    }

    /**
     * What is held at most; what comes beyond is counted and not kept.
     *
     * @param keys of all kinds
     * @param values of timers and members of sets, since the last flush
     * @param characters of keys and members
     */
    public record Limits(int keys, int values, long characters) {
        public static Limits standard() {
            return new Limits(100_000, 2_000_000, 64_000_000);
        }
    }
}
