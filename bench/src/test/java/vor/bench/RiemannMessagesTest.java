package vor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.wire.riemann.Heard;
import vor.wire.riemann.RiemannReader;

class RiemannMessagesTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_800_000_000);

    @Test
    void allPairsAreThereOnceAndEachServiceIsATenth() {
        List<Event> events = all(RiemannMessages.of(100, 9, TIME));
        assertThat(events.stream().map(e -> e.host() + " " + e.service()).distinct()).hasSize(RiemannMessages.PAIRS);
        assertThat(events).hasSize(RiemannMessages.PAIRS);
        assertThat(events.stream().collect(Collectors.groupingBy(Event::service, Collectors.counting())).values()).hasSize(10).containsOnly(1_000L);
    }

    @Test
    void singleEventsAreAMessageEach() {
        RiemannMessages messages = RiemannMessages.of(1, 10, TIME);
        assertThat(messages.pieces()).isEqualTo(1_000);
        assertThat(events(messages.piece(3))).hasSize(10).extracting(Event::time).containsOnly(TIME);
    }

    @Test
    void aProbeTellsTheMetricThatItWasGiven() {
        ByteBuffer probe = RiemannMessages.probe(TIME);
        RiemannMessages.stamp(probe, 123_456_789_012.5);
        assertThat(events(probe)).singleElement().satisfies(e -> {
            assertThat(e.service()).isEqualTo(RiemannMessages.PROBE);
            assertThat(e.metric().orElseThrow().value()).isEqualTo(123_456_789_012.5);
        });
    }

    private static List<Event> all(RiemannMessages messages) {
        List<Event> all = new ArrayList<>();
        for (int i = 0; i < messages.pieces(); i++) {
            all.addAll(events(messages.piece(i)));
        }
        return all;
    }

    private static List<Event> events(ByteBuffer piece) {
        RiemannReader reader = new RiemannReader(1_000);
        List<Event> events = new ArrayList<>();
        ByteBuffer rest = piece.duplicate();
        while (rest.hasRemaining()) {
            byte[] message = new byte[rest.getInt()];
            rest.get(message);
            if (reader.read(message, 0, message.length, TIME) instanceof Heard.Message heard) {
                events.addAll(heard.events());
            }
        }
        return events;
    }
}
