package vor.server.receive.riemann;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vor.model.Event;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ChannelsTest {
    private final Channels channels = new Channels(1_000);

    private static Event event(int i) {
        return Event.of("a", "s" + i, Instant.EPOCH);
    }

    private static List<Event> events(int from, int to) {
        return IntStream.range(from, to).mapToObj(ChannelsTest::event).toList();
    }

    @Test
    void aReaderGetsWhatIsPublishedFromThenOnInOrder() throws InterruptedException {
        channels.publish("a", events(0, 5));
        try (Channels.Reader reader = channels.read("a")) {
            channels.publish("a", events(5, 7));
            channels.publish("b", events(7, 9));
            channels.publish("a", events(9, 10));
            assertThat(reader.next()).isEqualTo(new Channel.Next.News(List.of(event(5), event(6), event(9))));
        }
    }

    @Test
    void aChannelIsThereWhileSomebodyReadsIt() {
        assertThat(channels.isRead("a")).isFalse();
        Channels.Reader one = channels.read("a");
        Channels.Reader other = channels.read("a");
        one.close();
        one.close();
        assertThat(channels.isRead("a")).isTrue();
        other.close();
        assertThat(channels.isRead("a")).isFalse();
    }

    @Test
    void whoWaitsIsWokenByNewsByATickAndByTheEnd() throws Exception {
        Channels.Reader reader = channels.read("a");
        for (Runnable what : List.<Runnable>of(() -> channels.publish("a", events(0, 1)), channels::tick, reader::close)) {
            CompletableFuture<Channel.Next> next = CompletableFuture.supplyAsync(() -> {
                try {
                    return reader.next();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (!next.isDone()) { // it may not wait yet
                what.run();
                Thread.onSpinWait();
            }
            assertThat(next.get()).isNotNull();
        }
        reader.close(); // what was published while nobody waited may have come first
        assertThat(reader.next()).isEqualTo(new Channel.Next.Over());
    }

    @Test
    void aReaderThatIsFartherBehindThanWhatIsKeptIsToldHowManyItHasLost() throws InterruptedException {
        try (Channels.Reader reader = channels.read("a")) {
            channels.publish("a", events(0, 1_000));
            channels.publish("a", events(1_000, 1_001));
            assertThat(reader.next()).isEqualTo(new Channel.Next.Lost(1));
        }
    }

    @Test
    void asManyAsAreKeptAreAllTheirs() throws InterruptedException {
        try (Channels.Reader reader = channels.read("a")) {
            for (int round = 0; round < 20; round++) {
                channels.publish("a", events(0, 777));
                List<Event> got = new ArrayList<>();
                while (got.size() < 777) {
                    got.addAll(((Channel.Next.News) reader.next()).events());
                }
                assertThat(got).isEqualTo(events(0, 777));
            }
        }
    }

    @Test
    void longTextsAreForgottenSooner() throws InterruptedException {
        Event large = new Event("a", "b", "", Optional.empty(), Instant.EPOCH, Optional.empty(), "x".repeat(9_000_000), List.of(), Map.of());
        try (Channels.Reader reader = channels.read("a")) {
            channels.publish("a", List.of(large, large));
            channels.publish("a", List.of(large));
            assertThat(reader.next()).isEqualTo(new Channel.Next.Lost(1));
        }
    }
}
