package vor.model;

import java.time.Duration;
import java.time.Instant;
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
    public Event {
        tags = List.copyOf(tags);
        attributes = Collections2.ordered(attributes);
    }

    public static Event of(String host, String service, Instant time) {
        return new Event(host, service, "", Optional.empty(), time, Optional.empty(), "", List.of(), Map.of());
    }
}
