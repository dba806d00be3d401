package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vor.rules.Rules.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.Event;

/** Which events go on, and which way. */
class FiltersTest {
    private static List<String> taps(Trial trial) {
        return trial.fired().stream().map(f -> f.outlet().words().substring(4) + " " + f.events().getFirst().state() + f.events().getFirst().metric().map(m -> " " + m.value()).orElse("")).toList();
    }

    @Test
    void overAndUnderLeaveOutTheLimitItselfAndWhatTellsNoNumber() {
        Trial trial = Trial.of(all().over(5).to(tap("over")), all().under(5).to(tap("under")));
        trial.event(0, 5).event(1, 6).event(2, 4).event(3, Double.NaN).expire(4);
        assertThat(taps(trial)).containsExactly("over ok 6.0", "under ok 4.0");
    }

    @Test
    void splitTakesTheFirstBranchThatHolds() {
        Trial trial = Trial.of(all().split(
                branch(metric().over(0.9), tap("critical"), tap("too")),
                branch(metric().over(0.75), tap("warning")),
                otherwise(tap("rest"))));
        trial.event(0, 0.95).event(1, 0.8).event(2, 0.1).expire(3);
        assertThat(taps(trial)).containsExactly("critical ok 0.95", "too ok 0.95", "warning ok 0.8", "rest ok 0.1", "rest expired");
    }

    @Test
    void splitWithoutABranchThatHoldsDropsIt() {
        Trial trial = Trial.of(all().split(branch(metric().over(1), tap("a"))));
        trial.event(0, 1);
        assertThat(trial.fired()).isEmpty();
        assertThatThrownBy(() -> all().split()).hasMessageContaining("needs a branch");
        assertThatThrownBy(() -> branch(expired())).hasMessageContaining("needs an end");
    }

    @Test
    void branchesMayBeStreamsOfTheirOwn() {
        Trial trial = Trial.of(all().split(branch(expired(), all().with(state("gone")).to(tap("a"))), otherwise(all().movingEventWindow(2).sum().to(tap("b")))));
        trial.event(0, 1).event(1, 2).expire(2);
        assertThat(taps(trial)).containsExactly("b ok 1.0", "b ok 3.0", "a gone");
    }

    @Test
    void dualTellsTheOtherEndThatItIsOverAndExpiredOnesToBoth() {
        Trial trial = Trial.of(all().dual(metric().over(5), tap("much"), tap("little")));
        trial.event(0, 6);
        assertThat(taps(trial)).containsExactly("little expired", "much ok 6.0");
        trial.event(1, 5);
        assertThat(taps(trial)).containsExactly("much expired", "little ok 5.0");
        trial.expire(2);
        assertThat(taps(trial)).containsExactly("much expired", "little expired");
    }

    @Test
    void expiredAndItsOpposite() {
        Trial trial = Trial.of(where(expired()).to(tap("gone")), where(notExpired()).to(tap("here")), where(not(tagged("a")).and(taggedAny("b", "c"))).to(tap("tagged")));
        trial.event(0, 1).expire(1);
        trial.take(2, Trial.expired(2, "h", "s").withTags(List.of("c")));
        trial.take(3, Trial.expired(3, "h", "s").withTags(List.of("c", "a")));
        assertThat(taps(trial)).containsExactly("here ok 1.0", "gone expired", "gone expired", "tagged expired", "gone expired");
    }

    @Test
    void topSendsTheGreatestOneWayAndTheRestTheOther() {
        Trial trial = Trial.of(all().top(2, metric(), tap("top"), tap("rest")));
        trial.event(0, "a", "ok", 1).event(0, "b", "ok", 2);
        assertThat(taps(trial)).containsExactly("rest expired", "top ok 1.0", "rest expired", "top ok 2.0");
        trial.event(1, "c", "ok", 1);
        assertThat(taps(trial)).as("as great as the least is not greater").containsExactly("top expired", "rest ok 1.0");
        trial.event(2, "d", "ok", 3);
        assertThat(taps(trial)).as("the least goes").containsExactly("top expired", "rest ok 1.0", "rest expired", "top ok 3.0");
        trial.event(3, "d", "ok", 0.5);
        assertThat(taps(trial)).as("one of the top stays until another is greater").containsExactly("rest expired", "top ok 0.5");
    }

    @Test
    void whatExpiresLeavesTheTopAndIsToldToBoth() {
        Trial trial = Trial.of(all().top(1, metric(), tap("top"), tap("rest")));
        trial.event(0, "a", "ok", 9);
        taps(trial);
        trial.take(1, Trial.expired(1, "h", "a"));
        assertThat(taps(trial)).containsExactly("top expired", "rest expired");
        trial.event(2, "b", "ok", 1);
        assertThat(taps(trial)).contains("top ok 1.0");
        trial.take(3, Trial.bare(3, "h", "b", "ok"));
        assertThat(taps(trial)).as("no number, no place").containsExactly("top expired", "rest ok");
    }

    @Test
    void topWithOneEndIsNotToldWhoWasPushedOut() {
        Trial trial = Trial.of(all().top(1, amount(e -> e.description().length()), tap("top")));
        trial.take(0, Trial.told(0, "h", "a", "ok", 1).withDescription("12"));
        trial.take(0, Trial.told(0, "h", "b", "ok", 2).withDescription("123"));
        assertThat(taps(trial)).containsExactly("top ok 1.0", "top ok 2.0");
    }

    @Test
    void topForgetsWhoIsQuietForAnHour() {
        Trial trial = Trial.of(all().top(1, metric(), tap("top")));
        trial.event(0, "a", "ok", 9);
        trial.until(3_600);
        assertThat(trial.status().keys()).isZero();
        assertThat(trial.sleeps()).isTrue();
        trial.fired();
        trial.event(3_601, "b", "ok", 1);
        assertThat(taps(trial)).containsExactly("top ok 1.0");
        assertThatThrownBy(() -> all().top(0, metric(), index())).hasMessage("top: 0 events; 1 to 100000 are meant");
    }

    @Test
    void discardEndsAStream() {
        Trial trial = Trial.of(all().to(discard()));
        trial.event(0, 1);
        assertThat(trial.fired()).isEmpty();
        assertThat(trial.status().events()).isEqualTo(1);
    }

    @Test
    void oneStepPassesOnTheSameEvent() {
        Trial trial = Trial.of(all().where(service("s")).throttle(9, 1).by(host()).changed(state()).to(index()));
        Event event = Trial.told(0, "h", "s", "ok", 1);
        trial.take(0, event);
        assertThat(trial.events().getFirst()).isSameAs(event);
    }
}
