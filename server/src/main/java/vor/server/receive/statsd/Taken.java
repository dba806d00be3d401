package vor.server.receive.statsd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vor.server.receive.statsd.Flush.Count;
import vor.server.receive.statsd.Flush.Dropped;
import vor.server.receive.statsd.Flush.Raw;
import vor.server.receive.statsd.Flush.Timing;

/** What came since the flush before, taken out of the sums, to be worked out aside. One thread at a time. */
final class Taken {
    private final long second;
    private final Adding settings;
    private final Dropped dropped;
    private final List<Counter> counters = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final Map<String, Double> gauges = new LinkedHashMap<>();
    private final Map<String, Set<String>> sets = new LinkedHashMap<>();

    private record Counter(String key, double count) {}

    private record Timer(String key, double weight, double[] values) {}

    Taken(long second, Adding settings, Dropped dropped) {
        this.second = second;
        this.settings = settings;
        this.dropped = dropped;
    }

    void counter(String key, double count) {
        counters.add(new Counter(key, count));
    }

    void timer(String key, double weight, double[] values) {
        timers.add(new Timer(key, weight, values));
    }

    void gauge(String key, double value) {
        gauges.put(key, value);
    }

    void set(String key, Set<String> members) {
        sets.put(key, members);
    }

    Flush flush() {
        Map<String, Count> counts = LinkedHashMap.newLinkedHashMap(counters.size());
        counters.forEach(c -> counts.put(c.key(), new Count(c.count(), c.count() / settings.seconds())));
        Timings timings = new Timings(settings);
        Map<String, Timing> told = new LinkedHashMap<>();
        Map<String, double[]> times = new LinkedHashMap<>();
        timers.forEach(t -> {
            told.put(t.key(), timings.of(t.key(), t.values(), t.weight()));
            times.put(t.key(), t.values());
        });
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sets.forEach((key, members) -> sizes.put(key, members.size()));
        return new Flush(second, counts, told, gauges, sizes, new Raw(times, sets, settings.percentiles()), dropped);
    }
}
