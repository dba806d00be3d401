package vor.wire.graphite;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vor.model.Event;
import vor.model.Metric;

/**
 * Points as events, as Riemann's Graphite server makes them: the path is the service and nothing tells a host. Tags, which it does not know, become attributes, and
 * stay in the service, so that no two series share a place in the index.
 */
public final class GraphiteEvents {
    private GraphiteEvents() {}

    /**
     * The host is that of the tag {@code host}, else empty; the metric is never a whole one, as in Riemann.
     *
     * @param ttl as no point says its own
     */
    public static Event event(Point point, Duration ttl) {
        Map<String, String> attributes = new LinkedHashMap<>(point.tags());
        String host = Optional.ofNullable(attributes.remove("host")).orElse("");
        StringBuilder service = new StringBuilder(point.path());
        attributes.forEach((tag, value) -> service.append(';').append(tag).append('=').append(value));
        return new Event(
                host, service.toString(), "", Optional.of(new Metric.Real(point.value())), point.time(), Optional.of(ttl), "", List.of(), attributes);
    }
}
