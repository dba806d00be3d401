package vor.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.model.Metric;
import vor.testkit.ManualClock;

class IndexTest {
    private final ManualClock clock = new ManualClock();
    private final List<Event> expired = new ArrayList<>();
    private final Index index = new Index(clock, 100, expired::addAll);

    private Event event(String service, String state, Instant time, int ttl) {
        return new Event("web1", service, state, Optional.of(new Metric.Whole(1)), time, Optional.of(Duration.ofSeconds(ttl)), "", List.of("t"), Map.of());
    }

    private Optional<String> state(String service) {
        return index.get("web1", service).map(e -> e.event().state());
    }

    @Test
    void theNewestOfAPairCounts() {
        index.take(List.of(event("load", "ok", clock.now(), 10)));
        index.take(List.of(event("load", "bad", clock.now(), 10), event("disk", "ok", clock.now(), 10)));
        assertThat(state("load")).contains("bad");
        assertThat(index.size()).isEqualTo(2);
    }

    @Test
    void whatComesLateDoesNotTakeThePlaceOfWhatIsNewer() {
        index.take(List.of(event("load", "bad", clock.now(), 10)));
        index.take(List.of(event("load", "ok", clock.now().minusSeconds(1), 10)));
        assertThat(state("load")).contains("bad");
        index.take(List.of(event("load", "same second", clock.now(), 10)));
        assertThat(state("load")).contains("same second");
    }

    @Test
    void itLeavesWhenItsTimeToLiveHasRunOutAndNotBefore() {
        index.take(List.of(event("load", "ok", clock.now(), 10)));
        clock.advance(Duration.ofSeconds(10));
        index.chore();
        assertThat(state("load")).contains("ok");
        clock.advance(Duration.ofNanos(1));
        index.chore();
        assertThat(state("load")).isEmpty();
        assertThat(expired).singleElement().satisfies(e -> {
            assertThat(e.state()).isEqualTo("expired");
            assertThat(e.service()).isEqualTo("load");
            assertThat(e.description()).isEqualTo("nothing came for 10 s");
            assertThat(e.tags()).containsExactly("t");
            assertThat(e.metric()).isEmpty();
        });
        index.chore();
        assertThat(expired).hasSize(1);
    }

    @Test
    void withoutATimeToLiveItIsAMinute() {
        index.take(List.of(Event.of("a", "b", clock.now())));
        clock.advance(Duration.ofSeconds(60));
        index.chore();
        assertThat(index.size()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        index.chore();
        assertThat(index.size()).isZero();
    }

    @Test
    void aSenderWhoseClockIsWrongNeitherExpiresAtOnceNorStaysForEver() {
        index.take(List.of(event("behind", "ok", clock.now().minus(Duration.ofDays(3)), 10), event("ahead", "ok", clock.now().plus(Duration.ofDays(3)), 10)));
        clock.advance(Duration.ofSeconds(9));
        index.chore();
        assertThat(index.size()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(2));
        index.chore();
        assertThat(index.size()).isZero();
    }

    @Test
    void steppingTheWallClockEndsNothing() {
        index.take(List.of(event("load", "ok", clock.now(), 10)));
        clock.step(Duration.ofDays(1));
        index.chore();
        assertThat(state("load")).contains("ok");
    }

    @Test
    void whatIsSaidToBeExpiredLeavesAtOnceAndIsNotToldTwice() {
        index.take(List.of(event("load", "ok", clock.now(), 10)));
        index.take(List.of(event("load", "expired", clock.now(), 10)));
        assertThat(index.size()).isZero();
        index.take(List.of(event("never", "expired", clock.now(), 10)));
        assertThat(index.since(-1).entries()).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        index.chore();
        assertThat(expired).isEmpty();
    }

    @Test
    void aFullIndexRefusesNewPairsAndGoesOnWithThoseItHas() {
        for (int i = 0; i < 150; i++) {
            index.take(List.of(event("s" + i, "ok", clock.now(), 10)));
        }
        assertThat(index.size()).isEqualTo(100);
        index.take(List.of(event("s5", "bad", clock.now(), 10)));
        assertThat(state("s5")).contains("bad");
        assertThat(index.readings()).anyMatch(r -> r.name().equals("vor_events_refused_total") && r.value().getAsDouble() == 50);
    }

    @Test
    void veryLongTextsAreRefusedBeforeTheyTakeTheMemoryAndRoomComesBack() {
        String long1 = "x".repeat(40_000_000);
        for (String service : List.of("a", "b", "c")) {
            index.take(List.of(new Event("web1", service, "ok", Optional.empty(), clock.now(), Optional.of(Duration.ofSeconds(10)), long1, List.of(), Map.of())));
        }
        assertThat(index.size()).isEqualTo(2);
        index.take(List.of(event("small", "ok", clock.now(), 10)));
        assertThat(state("small")).contains("ok");
        index.take(List.of(event("a", "ok", clock.now(), 10)));
        index.take(List.of(new Event("web1", "c", "ok", Optional.empty(), clock.now(), Optional.of(Duration.ofSeconds(10)), long1, List.of(), Map.of())));
        assertThat(state("c")).contains("ok");
        clock.advance(Duration.ofSeconds(11));
        index.chore();
        assertThat(index.readings()).anyMatch(r -> r.name().equals("vor_events_index_characters") && r.value().getAsDouble() == 0);
    }

    // ---- news

    @Test
    void aReaderIsToldEverythingFirstAndThenWhatChanged() {
        index.take(List.of(event("load", "ok", clock.now(), 10), event("disk", "ok", clock.now(), 60)));
        News all = index.since(-1);
        assertThat(all.whole()).isTrue();
        assertThat(all.entries()).hasSize(2);
        assertThat(index.since(all.version())).satisfies(n -> {
            assertThat(n.whole()).isFalse();
            assertThat(n.entries()).isEmpty();
            assertThat(n.gone()).isEmpty();
        });
        index.take(List.of(event("disk", "bad", clock.now(), 60)));
        clock.advance(Duration.ofSeconds(11));
        index.chore();
        News next = index.since(all.version());
        assertThat(next.entries()).singleElement().satisfies(e -> assertThat(e.event().state()).isEqualTo("bad"));
        assertThat(next.gone()).singleElement().satisfies(g -> {
            assertThat(g.service()).isEqualTo("load");
            assertThat(g.why()).isEqualTo("nothing came for 10 s");
        });
    }

    @Test
    void whatCameBackIsNotGone() {
        index.take(List.of(event("load", "ok", clock.now(), 10)));
        long version = index.since(-1).version();
        clock.advance(Duration.ofSeconds(11));
        index.chore();
        index.take(List.of(event("load", "ok", clock.now(), 10)));
        assertThat(index.since(version).gone()).isEmpty();
        assertThat(index.since(version).entries()).hasSize(1);
    }

    @Test
    void aReaderThatMissedTooManyDeparturesBeginsAnew() {
        long version = index.since(-1).version();
        for (int i = 0; i < 10_001; i++) {
            index.take(List.of(event("load", "ok", clock.now(), 10), event("load", "expired", clock.now(), 10)));
        }
        assertThat(index.since(version).whole()).isTrue();
    }

    @Test
    void nothingIsMissedWhileManyWrite() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(3);
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 3; w++) {
            int writer = w;
            writers.add(Thread.ofPlatform().start(() -> {
                started.countDown();
                for (int i = 0; i < 20_000; i++) {
                    index.take(List.of(new Event("w" + writer, "s" + i % 30, "", Optional.of(new Metric.Whole(i)), clock.now(), Optional.empty(), "", List.of(), Map.of())));
                }
            }));
        }
        started.await();
        Map<String, Long> seen = new java.util.HashMap<>();
        long version = -1;
        while (!done.get()) {
            done.set(writers.stream().noneMatch(Thread::isAlive));
            News news = index.since(version);
            version = news.version();
            news.entries().forEach(e -> seen.put(e.event().host() + " " + e.event().service(), (long) e.event().metric().orElseThrow().value()));
        }
        assertThat(seen).hasSize(90);
        index.since(-1).entries().forEach(e -> assertThat(seen.get(e.event().host() + " " + e.event().service()))
                .isEqualTo((long) e.event().metric().orElseThrow().value()));
    }
}
