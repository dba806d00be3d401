package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.rules.Rules.*;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Event;

/** What is told at intervals by our clock. */
class IntervalsTest {
    @Test
    void rateIsTheSumForEachSecond() {
        Trial trial = Trial.of(all().rate(5).to(tap("a")));
        trial.event(0, 1).event(1, 4).until(4.999);
        assertThat(trial.fired()).isEmpty();
        trial.until(5);
        assertThat(trial.events()).singleElement().satisfies(e -> {
            assertThat(e.metric().orElseThrow().value()).isEqualTo(1.0);
            assertThat(Trial.second(e)).as("our time").isEqualTo(5);
            assertThat(e.ttl()).isEmpty();
        });
        trial.event(7, 10).until(15);
        assertThat(trial.metrics()).containsExactly(2.0, 0.0);
    }

    @Test
    void rateEndsWithAnExpiredEventAndForgetsWhatItHad() {
        Trial trial = Trial.of(all().rate(5).to(tap("a")));
        trial.event(0, 5).event(1, 5).expire(2);
        assertThat(trial.sleeps()).isTrue();
        trial.until(100);
        assertThat(trial.fired()).isEmpty();
        trial.event(101, 5).until(106);
        assertThat(trial.metrics()).containsExactly(1.0);
    }

    @Test
    void rateEndsWhenTheNewestHasOutlivedItsTime() {
        Trial trial = Trial.of(all().rate(5).to(tap("a")));
        trial.take(0, Trial.lasting(0, 5, 12));
        trial.until(100);
        assertThat(trial.events()).extracting(e -> e.ttl().orElseThrow()).containsExactly(Duration.ofSeconds(12), Duration.ofSeconds(7));
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void lifetimesCountFromWhenAnEventCame() {
        Trial trial = Trial.of(all().rate(5).to(tap("a")));
        trial.take(1_000, Trial.lasting(0, 5, 12));
        trial.until(1_005);
        assertThat(trial.metrics()).as("a sender whose clock is late counts all the same").containsExactly(1.0);
    }

    @Test
    void rateSaysNothingUntilSomethingTellsANumber() {
        Trial trial = Trial.of(all().rate(5).to(tap("a")));
        trial.take(0, Trial.bare(0, "h", "s", "ok")).until(20);
        assertThat(trial.fired()).isEmpty();
    }

    @Test
    void ratesOfIdleKeysEnd() {
        Trial trial = Trial.of(all().by(idle(20), host()).rate(5).to(tap("a")));
        trial.take(0, Trial.told(0, "a", "s", "ok", 5), Trial.told(0, "b", "s", "ok", 10));
        trial.until(5);
        assertThat(trial.metrics()).containsExactly(1.0, 2.0);
        trial.until(100);
        assertThat(trial.metrics()).hasSize(2 * 2);
        assertThat(trial.sleeps()).isTrue();
        assertThat(trial.status().keys()).isZero();
    }

    @Test
    void foldIntervalGathersANumberOfYourChoice() {
        Trial trial = Trial.of(all().foldInterval(5, ttl(), n -> Arrays.stream(n).max().orElseThrow()).to(tap("a")), all().foldIntervalMetric(5, n -> n.length).to(tap("b")));
        trial.take(0, Trial.lasting(0, 5, 20), Trial.lasting(0, 6, 10));
        trial.until(5);
        assertThat(trial.events()).containsExactly(Trial.lasting(0, 6, 20), Trial.lasting(0, 2, 10));
        trial.take(6, Trial.lasting(6, 1, 30)).until(30);
        assertThat(trial.events()).as("nothing of intervals in which nothing came").hasSize(2);
        trial.take(31, Trial.lasting(31, 1, 30)).expire(32).until(100);
        assertThat(trial.fired()).as("expired").isEmpty();
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void percentilesAreEventsThatCame() {
        Trial trial = Trial.of(all().percentiles(5, 0, 0.5, 0.95, 1).to(tap("a")), all().percentiles(5, Map.of(1.0, ".max", 0.0, ".min")).to(tap("b")));
        for (int i = 100; i >= 1; i--) {
            trial.event(0, i);
        }
        trial.take(0, Trial.bare(0, "h", "s", "ok"));
        trial.until(5);
        assertThat(trial.events()).extracting(e -> e.service() + "=" + (int) e.metric().orElseThrow().value())
                .containsExactly("s 0=1", "s 0.5=51", "s 0.95=96", "s 1=100", "s.min=1", "s.max=100");
        trial.event(6, 7).expire(7).until(100);
        assertThat(trial.fired()).isEmpty();
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void intervalsHoldSoManyEventsAndNoMore() {
        Trial trial = Trial.of(all().foldIntervalMetric(5, n -> n.length).to(tap("a")));
        Event[] many = new Event[Spans.MOST + 2];
        Arrays.fill(many, Trial.told(0, "h", "s", "ok", 1));
        trial.take(0, many).until(5);
        assertThat(trial.metrics()).containsExactly((double) Spans.MOST);
        assertThat(trial.status().dropped()).isEqualTo(2);
    }

    @Test
    void apdexIsTheShareOfTheSatisfied() {
        Trial trial = Trial.of(all().apdex(10, metric().under(1), metric().under(4)).to(tap("a")));
        trial.event(1, 0.5).event(2, 0.5).event(3, 2).event(4, 9).expire(5).until(10);
        assertThat(trial.metrics()).containsExactly(0.625);
        trial.expire(11).until(50);
        assertThat(trial.fired()).isEmpty();
        assertThat(trial.sleeps()).isTrue();
        trial.event(51, 0.1).until(60);
        assertThat(trial.metrics()).as("spans follow each other from the beginning").containsExactly(1.0);
    }

    @Test
    void ddtOfEachEvent() {
        Trial trial = Trial.of(all().ddt().to(tap("a")));
        trial.event(0, 1).event(2, 5).event(2, 9).event(4, 9);
        assertThat(trial.metrics()).as("two of the same time have no slope").containsExactly(2.0, 0.0);
        trial.expire(5).event(6, 5);
        assertThat(trial.metrics()).as("one without a metric is passed over").containsExactly(-2.0);
    }

    @Test
    void ddtAtIntervals() {
        Trial trial = Trial.of(all().ddt(5).to(tap("a")));
        trial.event(0, 0).event(4, 8).until(5);
        assertThat(trial.metrics()).containsExactly(2.0);
        trial.event(7, 2).event(9, 18).until(15);
        assertThat(trial.events()).extracting(e -> e.metric().orElseThrow().value(), Trial::second)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2.0, 10.0), org.assertj.core.groups.Tuple.tuple(0.0, 15.0));
        trial.expire(16).until(100);
        assertThat(trial.fired()).isEmpty();
        assertThat(trial.sleeps()).isTrue();
        trial.event(101, 5).until(106);
        assertThat(trial.metrics()).as("begins anew").containsExactly(0.0);
    }

    @Test
    void ddtAtIntervalsEndsWithTheLifetime() {
        Trial trial = Trial.of(all().ddt(5).to(tap("a")));
        trial.take(0, Trial.lasting(0, 5, 6)).until(5);
        assertThat(trial.metrics()).containsExactly(0.0);
        trial.until(50);
        assertThat(trial.fired()).isEmpty();
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void aStraightLineForetells() {
        Trial trial = Trial.of(all().predictLinear(3, 60).to(tap("a")));
        trial.event(0, 50);
        assertThat(trial.fired()).as("one event has no line").isEmpty();
        trial.event(10, 10).event(20, 20).event(30, 30);
        List<Double> told = trial.metrics();
        assertThat(told).hasSize(3);
        assertThat(told.getLast()).as("the first has left the window").isCloseTo(90, org.assertj.core.data.Offset.offset(1e-6));
        trial.expire(31).event(30, 7);
        assertThat(trial.fired()).hasSize(1);
    }

    @Test
    void eventsOfOneTimeHaveNoLine() {
        Trial trial = Trial.of(all().predictLinear(3, 60).to(tap("a")));
        trial.event(0, 50).event(0, 60);
        assertThat(trial.fired()).isEmpty();
        assertThat(trial.status().errors()).isZero();
    }

    @Test
    void theLineMayBeDrawnAnewOnlyNowAndThen() {
        Trial trial = Trial.of(all().predictLinear(2, 0, 100).to(tap("a")));
        trial.event(0, 0).event(10, 10).event(20, 99);
        assertThat(trial.metrics().getLast()).isCloseTo(20, org.assertj.core.data.Offset.offset(1e-6));
        trial.event(111, 5);
        assertThat(trial.metrics().getLast()).isCloseTo(5, org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void whatWasGatheredGoesOnOverAReload() {
        Trial trial = Trial.of(all().rate(5).to(tap("a")));
        trial.event(0, 10);
        assertThat(trial.become(all().rate(5).to(tap("b"))).reset()).hasSize(1);
        trial.until(5);
        assertThat(trial.fired()).singleElement().returns(new Outlet.Tap("b"), Firing::outlet);
        assertThat(Optional.of(trial.sleeps())).contains(false);
        trial.become(all().rate(6).to(tap("b")));
        assertThat(trial.sleeps()).isTrue();
    }
}
