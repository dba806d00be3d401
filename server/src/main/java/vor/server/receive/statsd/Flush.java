package vor.server.receive.statsd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What had come together at one moment, each kind in the order in which its keys first came.
 *
 * @param second since 1970
 * @param counters our own are among them
 * @param gauges {@code timestamp_lag} is among them from the second flush on
 * @param sets how many members each has
 * @param raw what the numbers were made of
 * @param dropped since the start
 */
public record Flush(
        long second, Map<String, Count> counters, Map<String, Timing> timers, Map<String, Double> gauges, Map<String, Integer> sets, Raw raw, Dropped dropped) {
    public Flush {
        counters = Collections.unmodifiableMap(counters);
        timers = Collections.unmodifiableMap(timers);
        gauges = Collections.unmodifiableMap(gauges);
        sets = Collections.unmodifiableMap(sets);
    }

    /**
     * Nothing of it may be changed.
     *
     * @param times of timers, sorted
     * @param members of sets, in the order in which they came
     * @param percentiles that the numbers of timers are of
     */
    public record Raw(Map<String, double[]> times, Map<String, Set<String>> members, List<Double> percentiles) {}

    private static <K, V> Map<K, V> fixed(Map<K, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** How many metrics these are, as statsd counts itself. */
    public int numStats() {
        return counters.size() + timers.size() + gauges.size() + sets.size();
    }

    public record Count(double count, double perSecond) {}

    /**
     * What there is to tell of a timer, by the names that statsd gives: {@code upper_90}, {@code count_ps}, {@code std}; and {@code bin_10}.
     *
     * @param histogram empty when none is asked for
     */
    public record Timing(Map<String, Double> numbers, Map<String, Integer> histogram) {
        public Timing {
            numbers = fixed(numbers);
            histogram = fixed(histogram);
        }
    }

    /**
     * What came beyond the limits.
     *
     * @param ofNewKeys values whose key found no room
     * @param values of timers, and members of sets, that found none
     */
    public record Dropped(long ofNewKeys, long values) {}
}
