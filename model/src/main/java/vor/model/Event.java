package vor.model;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host or an application told, or a number that Vor found out itself: Riemann's event, the one currency of everything that is pushed.
 * A text that was not told is empty.
 *
 * @param host the machine or device that it is about
 * @param service what on it; with the host the key of the index
 * @param state a word of the sender's own, such as "ok" or "critical"; "expired" ends the event of that key
 * @param time when it happened, by the sender's clock; by ours where it told none
 * @param ttl how long it counts; none: as long as the index gives one
 * @param tags in the order told
 * @param attributes fields of the sender's own, in the order told
 */
public record Event(
        String host,
        String service,
        String state,
        Optional<Metric> metric,
        Instant time,
        Optional<Duration> ttl,
        String description,
        List<String> tags,
        Map<String, String> attributes) {
    /** The state that ends the event of its host and service. */
    public static final String EXPIRED = "expired";

    public Event {
        tags = List.copyOf(tags);
        attributes = Collections2.ordered(attributes);
    }

    public static Event of(String host, String service, Instant time) {
        return new Event(host, service, "", Optional.empty(), time, Optional.empty(), "", List.of(), Map.of());
    }

    /** Whether it says that what it is about is over. */
    public boolean isExpired() {
        return state.equals(EXPIRED);
    }

    public boolean hasTag(String tag) {
        return tags.contains(tag);
    }

    public Event withHost(String value) {
        return new Event(value, service, state, metric, time, ttl, description, tags, attributes);
    }

    public Event withService(String value) {
        return new Event(host, value, state, metric, time, ttl, description, tags, attributes);
    }

    public Event withState(String value) {
        return new Event(host, service, value, metric, time, ttl, description, tags, attributes);
    }

    public Event withMetric(Optional<Metric> value) {
        return new Event(host, service, state, value, time, ttl, description, tags, attributes);
    }

    /** As a number that need not be whole. */
    public Event withMetric(double value) {
        return withMetric(Optional.of(new Metric.Real(value)));
    }

    /** As a whole number. */
    public Event withMetric(long value) {
        return withMetric(Optional.of(new Metric.Whole(value)));
    }

    public Event withTime(Instant value) {
        return new Event(host, service, state, metric, value, ttl, description, tags, attributes);
    }

    public Event withTtl(Duration value) {
        return new Event(host, service, state, metric, time, Optional.of(value), description, tags, attributes);
    }

    public Event withDescription(String value) {
        return new Event(host, service, state, metric, time, ttl, value, tags, attributes);
    }

    /** With these in place of all that it has. */
    public Event withTags(List<String> value) {
        return new Event(host, service, state, metric, time, ttl, description, value, attributes);
    }

    /** With these in place of all that it has. */
    public Event withAttributes(Map<String, String> value) {
        return new Event(host, service, state, metric, time, ttl, description, tags, value);
    }

    /** With one more, or one changed. */
    public Event withAttribute(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        all.put(name, value);
        return withAttributes(all);
    }
}
