package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.model.Metric;

class CollectdEventsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TypesDb TYPES = TypesDb.read(
            "one only:GAUGE:0:10\ntwo a:GAUGE:U:U b:GAUGE:U:U\nif_octets rx:DERIVE:0:100, tx:DERIVE:0:100\ndrift value:DERIVE:U:U");

    private final CollectdEvents events = new CollectdEvents(TYPES, new CollectdRates(10, Duration.ofMinutes(1)));

    private static Heard.Values told(String type, String typeInstance, int second, Value... values) {
        return told(type, typeInstance, second, List.of(), values);
    }

    private static Heard.Values told(String type, String typeInstance, int second, List<String> names, Value... values) {
        return new Heard.Values(
                new Identifier("web1", "p", "a", type, typeInstance), NOW.plusSeconds(second), Optional.of(Duration.ofSeconds(10)), List.of(values), names);
    }

    private List<Event> of(Heard.Values told) {
        return events.events(told, NOW);
    }

    @Test
    void theSourceStandsInTheServiceOnlyWhereThereAreSeveral() {
        assertThat(of(told("one", "", 0, new Value.Gauge(1)))).extracting(Event::service).containsExactly("p-a/one");
        assertThat(of(told("two", "x", 0, new Value.Gauge(1), new Value.Gauge(2)))).extracting(Event::service).containsExactly("p-a/two-x/a", "p-a/two-x/b");
    }

    @Test
    void anEventHasEverythingThatWriteRiemannGivesIt() {
        Event event = of(told("two", "x", 5, new Value.Gauge(1), new Value.Gauge(2.5))).getLast();
        assertThat(event.host()).isEqualTo("web1");
        assertThat(event.state()).isEmpty();
        assertThat(event.metric()).contains(new Metric.Real(2.5));
        assertThat(event.time()).isEqualTo(NOW.plusSeconds(5));
        assertThat(event.ttl()).contains(Duration.ofSeconds(20));
        assertThat(event.tags()).isEmpty();
        assertThat(event.attributes()).containsOnlyKeys("plugin", "plugin_instance", "type", "type_instance", "ds_name", "ds_type", "ds_index")
                .containsEntry("plugin", "p").containsEntry("plugin_instance", "a").containsEntry("type", "two").containsEntry("type_instance", "x")
                .containsEntry("ds_name", "b").containsEntry("ds_type", "gauge").containsEntry("ds_index", "1");
    }

    @Test
    void instancesThatWereNotToldAreNoAttributes() {
        Heard.Values bare = new Heard.Values(new Identifier("web1", "p", "", "one", ""), NOW, Optional.empty(), List.of(new Value.Gauge(1)), List.of());
        Event event = of(bare).getFirst();
        assertThat(event.attributes()).containsOnlyKeys("plugin", "type", "ds_name", "ds_type", "ds_index");
        assertThat(event.ttl()).isEmpty();
    }

    @Test
    void namesThatNobodyTellsAreCounted() {
        assertThat(of(told("new", "", 0, new Value.Gauge(1))).getFirst().attributes()).containsEntry("ds_name", "value");
        assertThat(of(told("new", "", 0, new Value.Gauge(1), new Value.Gauge(2)))).extracting(Event::service).containsExactly("p-a/new/0", "p-a/new/1");
        assertThat(of(told("one", "", 0, new Value.Gauge(1), new Value.Gauge(2)))).as("another number than in types.db")
                .extracting(Event::service).containsExactly("p-a/one/0", "p-a/one/1");
    }

    @Test
    void namesOfTheSenderGoBeforeThoseOfTypesDb() {
        assertThat(of(told("two", "", 0, List.of("x", "y"), new Value.Gauge(1), new Value.Gauge(2)))).extracting(Event::service)
                .containsExactly("p-a/two/x", "p-a/two/y");
    }

    @Test
    void aGaugeThatNobodyKnowsOrThatIsBeyondItsLimitsIsToldAsItIs() {
        assertThat(of(told("one", "", 0, new Value.Gauge(Double.NaN))).getFirst().metric()).contains(new Metric.Real(Double.NaN));
        assertThat(of(told("one", "", 0, new Value.Gauge(99))).getFirst().metric()).contains(new Metric.Real(99));
    }

    @Test
    void countersBecomeEventsWithTheirSecondValue() {
        assertThat(of(told("if_octets", "", 0, new Value.Derive(0), new Value.Derive(0)))).isEmpty();
        List<Event> second = of(told("if_octets", "", 10, new Value.Derive(100), new Value.Derive(50)));
        assertThat(second).extracting(e -> e.metric().orElseThrow()).containsExactly(new Metric.Real(10), new Metric.Real(5));
        assertThat(second).extracting(e -> e.attributes().get("ds_type")).containsOnly("derive:rate");
        assertThat(of(told("if_octets", "", 10, new Value.Derive(200), new Value.Derive(90)))).as("the time did not go on").isEmpty();
    }

    @Test
    void aRateThatTypesDbSaysCannotBeIsNone() {
        of(told("if_octets", "", 0, new Value.Derive(1_000), new Value.Derive(0)));
        assertThat(of(told("if_octets", "", 10, new Value.Derive(0), new Value.Derive(10)))).as("rx began anew").extracting(Event::service)
                .containsExactly("p-a/if_octets/tx");
        assertThat(of(told("if_octets", "", 20, new Value.Derive(10_000), new Value.Derive(20)))).as("rx is faster than can be").extracting(Event::service)
                .containsExactly("p-a/if_octets/tx");
        of(told("drift", "", 0, new Value.Derive(10)));
        assertThat(of(told("drift", "", 10, new Value.Derive(0))).getFirst().metric()).contains(new Metric.Real(-1));
    }

    @Test
    void notificationsHaveTheirStateAndTag() {
        Identifier identifier = new Identifier("web1", "load", "", "load", "x");
        Event event = CollectdEvents.event(new Heard.Notification(identifier, Severity.FAILURE, NOW, "too much"));
        assertThat(event.service()).isEqualTo("load/load-x");
        assertThat(event.state()).isEqualTo("critical");
        assertThat(event.description()).isEqualTo("too much");
        assertThat(event.tags()).containsExactly("notification");
        assertThat(event.metric()).isEmpty();
        assertThat(event.ttl()).isEmpty();
        assertThat(event.attributes()).containsOnlyKeys("plugin", "type", "type_instance");
        assertThat(CollectdEvents.event(new Heard.Notification(identifier, Severity.WARNING, NOW, "m")).state()).isEqualTo("warning");
        assertThat(CollectdEvents.event(new Heard.Notification(identifier, Severity.OKAY, NOW, "m")).state()).isEqualTo("ok");
        assertThat(Severity.of("okay")).contains(Severity.OKAY);
    }
}
