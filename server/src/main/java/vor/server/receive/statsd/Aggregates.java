package vor.server.receive.statsd;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vor.model.Reading;
import vor.server.receive.statsd.Flush.Count;
import vor.server.receive.statsd.Flush.Timing;
import vor.server.receive.statsd.Held.Counter;
import vor.server.receive.statsd.Held.Gauge;
import vor.server.receive.statsd.Held.Members;
import vor.server.receive.statsd.Held.Timer;
import vor.wire.statsd.Sink;

/**
 * Adds up what clients of statsd send until the next {@link #flush}, as npm's statsd 0.9.0 does, within {@link Adding.Limits}. One thread.
 *
 * <p>It counts its packets, lines and bad lines among the counters of others and under names that others may send too. Those three stay when idle counters go.
 */
public final class Aggregates implements Sink {
    private final Adding settings;
    private final Timings timings;
    private final Room room;
    private final Map<String, Counter> counters = new LinkedHashMap<>();
    private final Map<String, Timer> timers = new LinkedHashMap<>();
    private final Map<String, Gauge> gauges = new LinkedHashMap<>();
    private final Map<String, Members> sets = new LinkedHashMap<>();
    private final Counter bad = new Counter();
    private final Counter packets = new Counter();
    private final Counter lines = new Counter();
    private final String lag;
    private Optional<Long> last = Optional.empty();

    public Aggregates(Adding settings) {
        this.settings = settings;
        timings = new Timings(settings);
        room = new Room(settings.limits());
        counters.put(settings.prefixStats() + ".bad_lines_seen", bad);
        counters.put(settings.prefixStats() + ".packets_received", packets);
        counters.put(settings.prefixStats() + ".metrics_received", lines);
        lag = settings.prefixStats() + ".timestamp_lag";
    }

    @Override
    public void packet() {
        packets.count++;
    }

    @Override
    public void line() {
        lines.count++;
    }

    @Override
    public void bad(String line, String why) {
        bad.count++;
    }

    @Override
    public void counter(String key, double value, double rate) {
        Counter counter = held(counters, key, Counter::new);
        if (counter != null) {
            counter.add(value * (1 / rate));
        }
    }

    @Override
    public void timer(String key, double millis, double rate) {
        Timer timer = held(timers, key, Timer::new);
        if (timer != null && room.value(0)) {
            timer.add(millis, rate);
        }
    }

    @Override
    public void gauge(String key, double value) {
        Gauge gauge = heard(key);
        if (gauge != null) {
            gauge.value = value;
        }
    }

    @Override
    public void gaugeChange(String key, double by) {
        Gauge gauge = heard(key);
        if (gauge != null) {
            gauge.change(by);
        }
    }

    private @Nullable Gauge heard(String key) {
        Gauge gauge = held(gauges, key, Gauge::new);
        if (gauge != null && settings.idle().gauges()) {
            gauge.flushes = settings.idle().gaugeFlushes();
        }
        return gauge;
    }

    @Override
    public void set(String key, String member) {
        Members members = held(sets, key, Members::new);
        if (members != null && !members.has(member) && room.value(member.length())) {
            members.add(member);
        }
    }

    /** Null when there is no room for another. */
    private <T> @Nullable T held(Map<String, T> map, String key, Supplier<T> create) {
        T there = map.get(key);
        if (there == null && room.key(key)) {
            there = create.get();
            map.put(key, there);
        }
        return there;
    }

    /** All that came since the last flush; the next begins. */
    public Flush flush(Instant now) {
        long second = Math.floorDiv(now.toEpochMilli() + 500, 1000L);
        last.filter(before -> before > 0)
                .ifPresent(before -> gauges.computeIfAbsent(lag, k -> new Gauge()).value = second - before - settings.seconds());
        last = Optional.of(second);
        Flush flush = new Flush(second, counts(), timings(), values(), sizes(), room.dropped());
        clear();
        return flush;
    }

    private Map<String, Count> counts() {
        Map<String, Count> counts = new LinkedHashMap<>();
        counters.forEach((key, held) -> counts.put(key, new Count(held.count, held.count / settings.seconds())));
        return counts;
    }

    private Map<String, Timing> timings() {
        Map<String, Timing> told = new LinkedHashMap<>();
        timers.forEach((key, held) -> told.put(key, timings.of(key, held.values(), held.weight())));
        return told;
    }

    private Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        gauges.forEach((key, held) -> values.put(key, held.value));
        return values;
    }

    private Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sets.forEach((key, held) -> sizes.put(key, held.size()));
        return sizes;
    }

    private void clear() {
        Adding.Idle idle = settings.idle();
        counters.values().forEach(held -> held.count = 0);
        timers.values().forEach(Timer::clear);
        sets.values().forEach(Members::clear);
        room.valuesGone();
        if (idle.counters()) {
            remove(counters, entry -> !stays(entry.getKey()));
        }
        if (idle.timers()) {
            remove(timers, entry -> true);
        }
        if (idle.sets()) {
            remove(sets, entry -> true);
        }
        if (idle.gauges()) {
            remove(gauges, entry -> entry.getValue().ends());
        }
    }

    /** Statsd knows its own counters by parts of their names, so that alike ones of others stay too. */
    private static boolean stays(String key) {
        return key.contains("packets_received") || key.contains("metrics_received") || key.contains("bad_lines_seen");
    }

    private <T> void remove(Map<String, T> map, Predicate<Map.Entry<String, T>> which) {
        for (Iterator<Map.Entry<String, T>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<String, T> entry = entries.next();
            if (which.test(entry)) {
                room.keyGone(entry.getKey());
                entries.remove();
            }
        }
    }

    /** For any thread. */
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_statsd_keys", "keys of metrics that are held", room::keys),
                Reading.counter("vor_statsd_dropped_keys_total", "values dropped since there was no room for their key", () -> room.dropped().ofNewKeys()),
                Reading.counter("vor_statsd_dropped_values_total", "times and members of sets dropped since there were too many", () -> room.dropped().values()));
    }
}
