package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import vor.model.Event;
import vor.wire.riemann.RiemannWriter;

/** What holds for whatever was heard. */
final class Checks {
    private Checks() {}

    static void sound(Heard heard, int length) {
        CollectdEvents events = new CollectdEvents(TypesDb.none(), new CollectdRates(10, Duration.ofMinutes(1)));
        switch (heard) {
            case Heard.Values values -> {
                assertThat(values.values().size()).isBetween(1, length / 2);
                List<Event> made = events.events(values, Instant.EPOCH);
                assertThat(made.size()).isLessThanOrEqualTo(values.values().size());
                assertThat(RiemannWriter.message(made)).isNotNull();
            }
            case Heard.Notification notification -> assertThat(RiemannWriter.message(List.of(CollectdEvents.event(notification)))).isNotEmpty();
            case Heard.Damage(String why, int at) -> {
                assertThat(why).isNotEmpty();
                assertThat(at).isBetween(0, length);
            }
        }
    }
}
