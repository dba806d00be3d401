package vor.server.receive.statsd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vor.model.Reading;
import vor.server.receive.statsd.Held.Counter;
import vor.server.receive.statsd.Held.Gauge;
import vor.server.receive.statsd.Held.Members;
import vor.server.receive.statsd.Held.Timer;
import vor.wire.statsd.Inspect;
import vor.wire.statsd.Inspect.Shown;
import vor.wire.statsd.Sink;

/**
 * Adds up what clients of statsd send until the next {@link #flush}, as npm's statsd 0.9.0 does, within {@link Adding.Limits}. One thread.
 *
 * <p>It counts its packets, lines and bad lines among the counters of others and under names that others may send too. Those three stay when idle counters go.
 */
public final class Aggregates implements Sink {
    private final Room room;
    private final Map<String, Counter> counters = new LinkedHashMap<>();
    private final Map<String, Timer> timers = new LinkedHashMap<>();
    private final Map<String, Gauge> gauges = new LinkedHashMap<>();
    private final Map<String, Members> sets = new LinkedHashMap<>();
    private final KnownKeys<Counter> knownCounters;
    private final KnownKeys<Timer> knownTimers;
    private final KnownKeys<Gauge> knownGauges;
    private Adding settings;
    private Own bad;
    private Own packets;
    private Own lines;
    private Optional<Long> last = Optional.empty();

    /** A counter of ours. Where somebody has deleted it, it is no number any more until the next flush, as in statsd. */
    private final class Own {
        private final String key;
        private Counter counter;

        Own(String what) {
            key = settings.prefixStats() + what;
            counter = counters.computeIfAbsent(key, k -> new Counter());
            counter.count = 0;
        }

        void more() {
            if (counter.gone) {
                counter = counters.computeIfAbsent(key, k -> new Counter(Double.NaN));
            }
            counter.count++;
        }
    }

    public Aggregates(Adding settings) {
        this.settings = settings;
        room = new Room(settings.limits());
        int most = settings.limits().keys();
        knownCounters = new KnownKeys<>(most);
        knownTimers = new KnownKeys<>(most);
        knownGauges = new KnownKeys<>(most);
        bad = new Own(".bad_lines_seen");
        packets = new Own(".packets_received");
        lines = new Own(".metrics_received");
    }

    /** Goes on by other settings with what has come, but for its own counters, which begin anew, and its limits, which stay. */
    void settings(Adding next) {
        settings = next;
        bad = new Own(".bad_lines_seen");
        packets = new Own(".packets_received");
        lines = new Own(".metrics_received");
        if (!next.idle().gauges()) {
            gauges.values().forEach(gauge -> gauge.flushes = 0);
        }
    }

    @Override
    public void packet() {
        packets.more();
    }

    @Override
    public void line() {
        lines.more();
    }

    @Override
    public void bad(String line, String why) {
        bad.more();
    }

    @Override
    public void counter(byte[] bytes, int from, int to, double value, double rate) {
        Counter counter = knownCounters.get(bytes, from, to);
        if (counter == null) {
            counter = held(counters, Sink.plain(bytes, from, to), Counter::new);
            if (counter == null) {
                return;
            }
            knownCounters.put(bytes, from, to, counter);
        }
        counter.add(value * (1 / rate));
    }

    @Override
    public void timer(byte[] bytes, int from, int to, double millis, double rate) {
        Timer timer = knownTimers.get(bytes, from, to);
        if (timer == null) {
            timer = held(timers, Sink.plain(bytes, from, to), Timer::new);
            if (timer == null) {
                return;
            }
            knownTimers.put(bytes, from, to, timer);
        }
        if (room.value(0)) {
            timer.add(millis, rate);
        }
    }

    @Override
    public void gauge(byte[] bytes, int from, int to, double value) {
        Gauge gauge = knownGauges.get(bytes, from, to);
        if (gauge == null) {
            gauge = held(gauges, Sink.plain(bytes, from, to), Gauge::new);
            if (gauge == null) {
                return;
            }
            knownGauges.put(bytes, from, to, gauge);
        }
        gauge.value = value;
        staysOn(gauge);
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
        if (gauge != null) {
            staysOn(gauge);
        }
        return gauge;
    }

    private void staysOn(Gauge gauge) {
        if (settings.idle().gauges()) {
            gauge.flushes = settings.idle().gaugeFlushes();
        }
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
        return take(now).flush();
    }

    /** The same, not worked out yet: that may be done by another thread while this one goes on adding up. */
    Taken take(Instant now) {
        long second = Math.floorDiv(now.toEpochMilli() + 500, 1000L);
        last.filter(before -> before > 0)
                .ifPresent(before -> gauges.computeIfAbsent(settings.prefixStats() + ".timestamp_lag", k -> new Gauge()).value =
                        second - before - settings.seconds());
        last = Optional.of(second);
        Taken taken = new Taken(second, settings, room.dropped());
        counters.forEach((key, held) -> taken.counter(key, held.take()));
        timers.forEach((key, held) -> taken.timer(key, held.weight(), held.take()));
        gauges.forEach((key, held) -> taken.gauge(key, held.value));
        sets.forEach((key, held) -> taken.set(key, held.take()));
        room.valuesGone();
        forget();
        return taken;
    }

    private void forget() {
        Adding.Idle idle = settings.idle();
        if (idle.counters() && remove(counters, entry -> !stays(entry.getKey()))) {
            knownCounters.clear();
        }
        if (idle.timers() && remove(timers, entry -> true)) {
            knownTimers.clear();
        }
        if (idle.sets()) {
            remove(sets, entry -> true);
        }
        if (idle.gauges() && remove(gauges, entry -> entry.getValue().ends())) {
            knownGauges.clear();
        }
    }

    /** Statsd knows its own counters by parts of their names, so that alike ones of others stay too. */
    private static boolean stays(String key) {
        return key.contains("packets_received") || key.contains("metrics_received") || key.contains("bad_lines_seen");
    }

    /** True when any went. */
    private <T> boolean remove(Map<String, T> map, Predicate<Map.Entry<String, T>> which) {
        int before = map.size();
        for (Iterator<Map.Entry<String, T>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<String, T> entry = entries.next();
            if (which.test(entry)) {
                room.keyGone(entry.getKey());
                entries.remove();
            }
        }
        return map.size() < before;
    }

    /** What has come of counters since the last flush. */
    Map<String, Shown.Number> counters() {
        Map<String, Shown.Number> shown = new LinkedHashMap<>();
        counters.forEach((key, held) -> shown.put(key, new Shown.Number(held.count)));
        return shown;
    }

    /** All times since the last flush, as they came. */
    Map<String, Shown.Numbers> timers() {
        Map<String, Shown.Numbers> shown = new LinkedHashMap<>();
        timers.forEach((key, held) -> shown.put(key, new Shown.Numbers(held.values())));
        return shown;
    }

    /** The values of gauges. */
    Map<String, Shown.Number> gauges() {
        Map<String, Shown.Number> shown = new LinkedHashMap<>();
        gauges.forEach((key, held) -> shown.put(key, new Shown.Number(held.value)));
        return shown;
    }

    /** Kinds of which somebody may delete keys. */
    enum Kind {
        COUNTERS,
        TIMERS,
        GAUGES
    }

    /**
     * Deletes keys.
     *
     * @param wanted a key, or what keys begin with and {@code .*}
     * @return those that are gone, in the order in which JavaScript has them; a key that is named in two ways is there twice
     */
    List<String> delete(Kind kind, String wanted) {
        return switch (kind) {
            case COUNTERS -> delete(counters, knownCounters, wanted, counter -> counter.gone = true);
            case TIMERS -> delete(timers, knownTimers, wanted, timer -> {});
            case GAUGES -> delete(gauges, knownGauges, wanted, gauge -> {});
        };
    }

    private <T> List<String> delete(Map<String, T> map, KnownKeys<T> known, String wanted, Consumer<T> farewell) {
        List<String> found = new ArrayList<>();
        if (map.containsKey(wanted)) {
            found.add(wanted);
        }
        if (wanted.endsWith(".*")) {
            String folder = wanted.substring(0, wanted.length() - 1);
            Inspect.ordered(map).keySet().stream().filter(key -> key.startsWith(folder)).forEach(found::add);
        }
        known.clear();
        for (String key : found) {
            T held = map.remove(key);
            if (held != null) {
                farewell.accept(held);
                if (!ours(key)) {
                    room.keyGone(key);
                }
            }
        }
        return found;
    }

    /** Of those that took no room. */
    private boolean ours(String key) {
        return key.equals(bad.key) || key.equals(packets.key) || key.equals(lines.key) || key.equals(settings.prefixStats() + ".timestamp_lag");
    }

    /** For any thread. */
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_statsd_keys", "keys of metrics that are held", room::keys),
                Reading.counter("vor_statsd_dropped_keys_total", "values dropped since there was no room for their key", () -> room.dropped().ofNewKeys()),
                Reading.counter("vor_statsd_dropped_values_total", "times and members of sets dropped since there were too many", () -> room.dropped().values()));
    }
}
