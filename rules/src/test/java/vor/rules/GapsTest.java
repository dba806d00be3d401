package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.rules.Rules.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told where nothing comes, by our clock. */
class GapsTest {
    private static List<String> told(Trial trial) {
        return trial.events().stream().map(e -> (int) Trial.second(e) + " " + e.service() + " " + e.state() + e.metric().map(m -> " " + m.value()).orElse("")).toList();
    }

    @Test
    void gapsAreFilledFromTheBeginningUntilOneExpires() {
        Trial trial = Trial.of(all().fillIn(5, service("s"), state("unknown"), metric(0)).to(tap("a")));
        trial.until(5);
        assertThat(told(trial)).containsExactly("5 s unknown 0.0");
        trial.event(7, 1).until(17);
        assertThat(told(trial)).containsExactly("7 s ok 1.0", "12 s unknown 0.0", "17 s unknown 0.0");
        trial.expire(18).until(100);
        assertThat(told(trial)).containsExactly("18 s expired");
        assertThat(trial.sleeps()).isTrue();
        trial.event(101, 1).until(106);
        assertThat(told(trial)).containsExactly("101 s ok 1.0", "106 s unknown 0.0");
    }

    @Test
    void gapsAreFilledWithTheLastOneOnceThereIsOne() {
        Trial trial = Trial.of(all().fillInLast(5, state("old")).to(tap("a")));
        trial.until(100);
        assertThat(trial.fired()).isEmpty();
        trial.event(101, 7).until(111);
        assertThat(told(trial)).containsExactly("101 s ok 7.0", "106 s old 7.0", "111 s old 7.0");
        trial.expire(112).until(200);
        assertThat(told(trial)).containsExactly("112 s expired");
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void gapsOfIdleKeysEnd() {
        Trial trial = Trial.of(all().by(idle(12), host()).fillInLast(5, e -> e.withMetric(0.0)).to(tap("a")));
        trial.event(0, 7).until(100);
        assertThat(told(trial)).containsExactly("0 s ok 7.0", "5 s ok 0.0", "10 s ok 0.0");
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void aConstantIsToldAtOnceAndThenInAnEvenBeat() {
        Trial trial = Trial.of(all().interpolateConstant(5).to(tap("a")));
        trial.take(1, Trial.told(0, "h", "s", "ok", 1)).event(2, 2).until(11);
        assertThat(told(trial)).containsExactly("1 s ok 1.0", "6 s ok 2.0", "11 s ok 2.0");
        trial.expire(12).until(100);
        assertThat(told(trial)).containsExactly("12 s expired");
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void aConstantEndsWithItsLifetime() {
        Trial trial = Trial.of(all().interpolateConstant(5).to(tap("a")));
        trial.take(0, Trial.lasting(0, 1, 7)).until(100);
        assertThat(told(trial)).containsExactly("0 s ok 1.0", "5 s ok 1.0");
        assertThat(trial.sleeps()).isTrue();
    }
}
