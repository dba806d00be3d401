package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.rules.Rules.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is new, and what stays. */
class SteadyTest {
    @Test
    void changedPassesWhatIsAnotherThanBefore() {
        Trial trial = Trial.of(all().changed(state()).to(tap("a")));
        trial.event(0, "s", "ok", 1).event(1, "s", "ok", 2).event(2, "s", "bad", 3).expire(3).expire(4);
        assertThat(trial.states()).containsExactly("ok", "bad", "expired");
    }

    @Test
    void changedMayKnowWhatItWas() {
        Trial trial = Trial.of(all().changed(state(), "ok").to(tap("a")), all().changed(metric(), 5).to(tap("b")), all().changed(e -> e.metric().isPresent(), true).to(tap("c")));
        trial.event(0, "s", "ok", 5).event(1, "s", "ok", 6).expire(2);
        assertThat(trial.fired()).extracting(f -> f.outlet().words() + " " + f.events().getFirst().state()).containsExactly("tap b ok", "tap a expired", "tap b expired", "tap c expired");
    }

    @Test
    void changedPairsHaveTheOneBefore() {
        Trial trial = Trial.of(all().changedPairs(state()).to(tap("a")));
        trial.event(0, "s", "ok", 1).event(1, "s", "ok", 2).event(2, "s", "bad", 3);
        assertThat(trial.lists()).containsExactly(List.of(1.0), List.of(2.0, 3.0));
    }

    @Test
    void changedStateIsForEachHostAndService() {
        Trial trial = Trial.of(all().changedState().to(tap("a")), all().changedState("bad").to(tap("b")), all().by(host(), service()).changed(state()).to(tap("c")));
        trial.event(0, "x", "ok", 1).event(1, "y", "bad", 2);
        assertThat(trial.fired()).extracting(f -> f.outlet().words() + " " + f.events().getFirst().service()).containsExactly("tap b x", "tap c x", "tap a y", "tap c y");
    }

    @Test
    void changedStateForgetsWhatIsQuietForAnHour() {
        Trial trial = Trial.of(all().changedState().to(tap("a")));
        trial.event(0, "x", "bad", 1).event(1_800, "y", "bad", 1).event(1_900, "x", "bad", 1);
        assertThat(trial.status().keys()).isEqualTo(2);
        trial.until(5_400);
        assertThat(trial.status().keys()).isEqualTo(1);
        trial.until(5_500);
        assertThat(trial.status().keys()).isZero();
        assertThat(trial.sleeps()).isTrue();
        assertThat(trial.fired()).hasSize(2);
        trial.event(5_501, "x", "bad", 1);
        assertThat(trial.fired()).as("new again").hasSize(1);
    }

    @Test
    void changedStatePairs() {
        Trial trial = Trial.of(all().changedStatePairs().to(tap("a")));
        trial.event(0, "x", "ok", 1).event(1, "x", "bad", 2).event(1, "y", "bad", 3);
        assertThat(trial.lists()).containsExactly(List.of(1.0, 2.0), List.of(3.0));
    }

    @Test
    void keysAreBounded() {
        Trial trial = Trial.of(all().changedState().to(discard()));
        for (int i = 0; i < Spans.MOST + 3; i++) {
            trial.event(0, "s" + i, "ok", 1);
        }
        assertThat(trial.status()).returns(Spans.MOST, RuleStatus::keys).returns(3L, RuleStatus::dropped);
    }

    @Test
    void runsPassesTheLastOfSoMany() {
        Trial trial = Trial.of(all().runs(3, state()).to(tap("a")));
        trial.event(0, "s", "bad", 1).event(1, "s", "bad", 2).event(2, "s", "ok", 3).event(3, "s", "ok", 4).event(4, "s", "ok", 5).event(5, "s", "ok", 6);
        assertThat(trial.metrics()).containsExactly(5.0, 6.0);
        trial.expire(6).expire(7).expire(8);
        assertThat(trial.states()).containsExactly("expired");
    }

    @Test
    void whatIsStableIsToldAfterItsTime() {
        Trial trial = Trial.of(all().stable(5, state()).to(tap("a")));
        trial.event(0, "s", "ok", 1).event(2, "s", "ok", 2).until(4.999);
        assertThat(trial.fired()).isEmpty();
        trial.until(5);
        assertThat(trial.metrics()).containsExactly(1.0, 2.0);
        trial.event(6, "s", "ok", 3);
        assertThat(trial.metrics()).containsExactly(3.0);
        trial.event(7, "s", "bad", 4).event(8, "s", "ok", 5);
        assertThat(trial.fired()).as("a spike, and what follows it").isEmpty();
        trial.event(13, "s", "ok", 6);
        assertThat(trial.metrics()).containsExactly(5.0, 6.0);
        trial.expire(14).until(18.999);
        assertThat(trial.fired()).isEmpty();
        trial.until(19);
        assertThat(trial.states()).containsExactly("expired");
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void theSendersTimeMaySettleItEarlier() {
        Trial trial = Trial.of(all().stable(5, state()).to(tap("a")));
        trial.take(100, Trial.told(0, "h", "s", "ok", 1));
        trial.take(101, Trial.told(5, "h", "s", "ok", 2));
        assertThat(trial.metrics()).as("they come late, but five seconds apart").containsExactly(1.0, 2.0);
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void whatSettlesForAForgottenKeyIsNotTold() {
        Trial trial = Trial.of(all().by(idle(2), host()).stable(5, state()).to(tap("a")));
        trial.event(0, 1).until(2);
        assertThat(trial.sleeps()).isTrue();
        trial.until(10);
        assertThat(trial.fired()).isEmpty();
    }
}
