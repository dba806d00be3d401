package vor.wire.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.model.Metric;

class GraphiteEventsTest {
    private static final Duration TTL = Duration.ofMinutes(3);
    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void aPathIsTheServiceOfNoHost() {
        assertThat(GraphiteEvents.event(new Point("web1.cpu", Map.of(), 3, THEN), TTL))
                .isEqualTo(new Event("", "web1.cpu", "", Optional.of(new Metric.Real(3)), THEN, Optional.of(TTL), "", List.of(), Map.of()));
    }

    @Test
    void tagsBecomeAttributesInTheirOrder() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("zone", "z");
        tags.put("disk", "sda");
        assertThat(GraphiteEvents.event(new Point("used", tags, 3, THEN), TTL).attributes()).containsExactly(Map.entry("zone", "z"), Map.entry("disk", "sda"));
    }

    @Test
    void theTagHostIsTheHostAndNoAttribute() {
        Event event = GraphiteEvents.event(new Point("used", Map.of("host", "web1", "disk", "sda"), 3, THEN), TTL);
        assertThat(event.service()).as("no two series share a place").isEqualTo("used;disk=sda");
        assertThat(event.host()).isEqualTo("web1");
        assertThat(event.attributes()).containsExactly(Map.entry("disk", "sda"));
    }
}
