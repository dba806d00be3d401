package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.rules.Rules.*;

import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.model.Metric;

/** Numbers that stand for all so far. */
class TotalsTest {
    private static final Offset<Double> NEAR = Offset.offset(1e-9);

    @Test
    void theCounterCountsAndIsReset() {
        Trial trial = Trial.of(all().counter().to(tap("a")), all().counter(500).to(tap("b")));
        trial.take(0, whole(1), whole(2));
        assertThat(trial.events()).extracting(e -> e.metric().orElseThrow()).containsExactly(new Metric.Whole(1), new Metric.Whole(501), new Metric.Whole(3), new Metric.Whole(503));
        trial.take(1, whole(10).withTags(List.of("reset")), whole(1)).expire(2);
        assertThat(trial.metrics()).as("one without a metric passes as it is").containsExactly(10.0, 10.0, 11.0, 11.0, Double.NaN, Double.NaN);
    }

    @Test
    void sumsAreWholeUntilTheyAreTooLarge() {
        Trial trial = Trial.of(all().sumOverTime().to(tap("a")));
        trial.take(0, whole(Long.MAX_VALUE), whole(1)).event(1, 0.5).expire(2);
        assertThat(trial.events()).extracting(Event::metric)
                .containsExactly(Optional.of(new Metric.Whole(Long.MAX_VALUE)), Optional.of(new Metric.Real(0x1p63)), Optional.of(new Metric.Real(0x1p63)), Optional.empty());
    }

    @Test
    void theMeanOfAllSoFar() {
        Trial trial = Trial.of(all().meanOverTime().to(tap("a")));
        trial.event(0, 1).event(1, 2).expire(2).event(3, 6);
        assertThat(trial.metrics()).containsExactly(1.0, 1.5, Double.NaN, 3.0);
    }

    @Test
    void aMovingAverageWithoutTime() {
        Trial trial = Trial.of(all().ewmaTimeless(0.5).to(tap("a")));
        trial.event(0, 8).event(0, 8).expire(1).event(900, 0);
        assertThat(trial.metrics()).containsExactly(4.0, 6.0, Double.NaN, 3.0);
    }

    @Test
    void aMovingAverageGoesByTheSendersTime() {
        Trial trial = Trial.of(all().ewma(1).to(tap("a")));
        trial.event(0, 8);
        assertThat(trial.metrics()).containsExactly(4.0);
        trial.event(1, 8).event(3, 0);
        assertThat(trial.metrics()).as("half of the one before, then a quarter").containsExactly(6.0, 1.5);
        trial.take(10, Trial.told(3, "h", "s", "ok", 1));
        assertThat(trial.metrics().getFirst()).as("two of the same time").isCloseTo(2.0, NEAR);
        trial.take(10, Trial.told(1, "h", "s", "ok", 8));
        assertThat(trial.events().getFirst()).satisfies(e -> {
            assertThat(e.metric().orElseThrow().value()).as("a late one counts as much as it still does").isCloseTo(3.0, NEAR);
            assertThat(Trial.second(e)).isEqualTo(3);
        });
        trial.expire(11);
        assertThat(trial.metrics()).containsExactly(Double.NaN);
    }

    @Test
    void eachKeyHasATotalOfItsOwnUntilItIsForgotten() {
        Trial trial = Trial.of(all().by(idle(10), host()).counter().to(tap("a")));
        trial.take(0, Trial.told(0, "a", "s", "ok", 1), Trial.told(0, "b", "s", "ok", 1));
        trial.take(5, Trial.told(5, "b", "s", "ok", 1));
        trial.take(10, Trial.told(10, "a", "s", "ok", 1), Trial.told(10, "b", "s", "ok", 1));
        assertThat(trial.metrics()).containsExactly(1.0, 1.0, 2.0, 1.0, 3.0);
        trial.until(20);
        assertThat(trial.sleeps()).isTrue();
    }

    private static Event whole(long metric) {
        return Trial.told(0, "h", "s", "ok", 0).withMetric(metric);
    }
}
