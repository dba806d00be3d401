package vor.server.receive.statsd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vor.model.Event;
import vor.model.Metric;

/**
 * A flush as events: a gauge is a service of the key's name, of a counter there are {@code K.rate} and {@code K.count}, of a set {@code K.count}, of a timer all that statsd tells of it
 * ({@code K.upper_90}). Tags ({@code ;t=v}) become attributes and stay in the service; the tag {@code host} is the host.
 */
final class StatsdEvents {
    private final Instant at;
    private final Duration ttl;
    private final List<Event> events = new ArrayList<>();

    private StatsdEvents(Instant at, Duration ttl) {
        this.at = at;
        this.ttl = ttl;
    }

    /** @param ttl how long each counts */
    static List<Event> of(Flush flush, Instant at, Duration ttl) {
        StatsdEvents all = new StatsdEvents(at, ttl);
        flush.counters().forEach((key, count) -> {
            all.add(key, ".rate", "counter", count.perSecond());
            all.add(key, ".count", "counter", count.count());
        });
        flush.gauges().forEach((key, value) -> all.add(key, "", "gauge", value));
        flush.sets().forEach((key, size) -> all.add(key, ".count", "set", size));
        flush.timers().forEach((key, timing) -> {
            timing.numbers().forEach((name, value) -> all.add(key, "." + name, "timer", value));
            timing.histogram().forEach((bin, count) -> all.add(key, ".histogram." + bin, "timer", count));
        });
        return all.events;
    }

    private void add(String key, String what, String type, double value) {
        String[] parts = key.split(";", -1);
        Map<String, String> attributes = new LinkedHashMap<>();
        String host = "";
        StringBuilder tail = new StringBuilder();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String tag = equals < 0 ? parts[i] : parts[i].substring(0, equals);
            String told = equals < 0 ? "" : parts[i].substring(equals + 1);
            if (tag.equals("host")) {
                host = told;
            } else {
                attributes.put(tag, told);
                tail.append(';').append(parts[i]);
            }
        }
        attributes.put("statsd", type);
        events.add(new Event(
                host, parts[0] + what + tail, "", Optional.of(metric(value)), at, Optional.of(ttl), "", List.of("statsd"), attributes));
    }

    private static Metric metric(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? new Metric.Whole((long) value) : new Metric.Real(value);
    }
}
