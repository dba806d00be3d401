package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.rules.Rules.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.Event;

/** Only so much in a time, by our clock. */
class FlowTest {
    @Test
    void throttleLetsTheFirstOfEachSpanPass() {
        Trial trial = Trial.of(all().throttle(2, 10).to(tap("a")));
        trial.event(0, 1).event(1, 2).event(9.999, 3);
        assertThat(trial.metrics()).containsExactly(1.0, 2.0);
        trial.event(10, 4).expire(11).event(12, 5);
        assertThat(trial.metrics()).containsExactly(4.0, Double.NaN);
        trial.event(35, 6).event(39.9, 7).event(40, 8);
        assertThat(trial.metrics()).as("spans follow each other from the beginning").containsExactly(6.0, 7.0, 8.0);
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void rollupCarriesTheSurplusOverAsOneList() {
        Trial trial = Trial.of(all().rollup(3, 10).to(tap("a")));
        for (int i = 1; i <= 5; i++) {
            trial.event(i, i);
        }
        assertThat(trial.lists()).containsExactly(List.of(1.0), List.of(2.0), List.of(3.0));
        trial.until(10);
        assertThat(trial.lists()).containsExactly(List.of(4.0, 5.0));
        trial.event(11, 6).event(12, 7).event(13, 8);
        assertThat(trial.lists()).as("what was carried over counts").containsExactly(List.of(6.0), List.of(7.0));
        trial.expire(14).until(20);
        assertThat(trial.lists()).containsExactly(List.of(8.0, Double.NaN));
        trial.until(40);
        assertThat(trial.sleeps()).isTrue();
        trial.event(41, 9).event(41, 10).event(41, 11);
        assertThat(trial.lists()).hasSize(3);
    }

    @Test
    void rollupHoldsSoManyAndNoMore() {
        Trial trial = Trial.of(all().rollup(1, 10).to(tap("a")));
        Event[] many = new Event[Spans.MOST + 4];
        java.util.Arrays.fill(many, Trial.told(0, "h", "s", "ok", 1));
        trial.take(0, many).until(10);
        assertThat(trial.fired()).extracting(f -> f.events().size()).containsExactly(1, Spans.MOST);
        assertThat(trial.status().dropped()).isEqualTo(3);
    }

    @Test
    void batchIsToldWhenItIsFullOrItsTimeIsOver() {
        Trial trial = Trial.of(all().batch(3, 10).to(tap("a")));
        trial.event(1, 1).event(2, 2).event(3, 3);
        assertThat(trial.lists()).containsExactly(List.of(1.0, 2.0, 3.0));
        trial.event(4, 4).expire(5).until(9.999);
        assertThat(trial.fired()).isEmpty();
        trial.until(10);
        assertThat(trial.lists()).containsExactly(List.of(4.0, Double.NaN));
        trial.until(100);
        assertThat(trial.fired()).isEmpty();
        assertThat(trial.sleeps()).isTrue();
        trial.event(101, 5).until(110);
        assertThat(trial.lists()).containsExactly(List.of(5.0));
    }

    @Test
    void anEndedKeySendsNothingMore() {
        Trial trial = Trial.of(all().by(idle(5), host()).batch(3, 10).to(tap("a")));
        trial.event(1, 1).until(6);
        assertThat(trial.status().keys()).isZero();
        assertThat(trial.sleeps()).isTrue();
        trial.until(100);
        assertThat(trial.fired()).isEmpty();
    }
}
