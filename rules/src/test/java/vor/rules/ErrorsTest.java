package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vor.rules.Rules.*;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.Event;

/** Steps that throw, channels, and loops through both. */
class ErrorsTest {
    private static Event broken(Event event) {
        if (event.state().equals("ok")) {
            throw new IllegalStateException("no " + event.service());
        }
        return event;
    }

    private static List<String> words(Trial trial) {
        return trial.fired().stream().map(f -> f.outlet().words() + ": " + f.events().getFirst().service()).toList();
    }

    @Test
    void anEndThatThrowsKeepsNothingFromTheOthers() {
        Trial trial = Trial.of(all().to(call(e -> broken(e)), all().map(e -> broken(e)).to(tap("a")), tap("b")));
        trial.event(0, 1);
        assertThat(words(trial)).containsExactly("tap b: s");
        assertThat(trial.status().errors()).isEqualTo(2);
    }

    @Test
    void anEventThatThrowsKeepsNoneOfAListFromGoingOn() {
        Trial trial = Trial.of(all().fixedEventWindow(2).each().map(e -> broken(e)).to(tap("a")));
        trial.event(0, "x", "ok", 1).event(0, "y", "bad", 1);
        assertThat(words(trial)).containsExactly("tap a: y");
    }

    @Test
    void errorsBecomeEventsForWhoAsks() {
        Trial trial = Trial.of(all().onError(all().to(tap("error"))).map(e -> broken(e)).to(tap("a")));
        trial.event(5, "x", "ok", 1).expire(6);
        List<Firing> fired = trial.fired();
        assertThat(fired).extracting(f -> f.outlet().words()).containsExactly("tap error", "tap a");
        assertThat(fired.getFirst().events().getFirst()).isEqualTo(
                Event.of("", "rule error", Instant.parse("2026-04-01T12:00:05Z")).withState("error")
                        .withDescription("java.lang.IllegalStateException: no x").withTags(List.of("exception", "java.lang.IllegalStateException")));
        assertThat(trial.status().errors()).isEqualTo(1);
    }

    @Test
    void theNearestIsAskedAndItsOwnErrorsGoToTheNext() {
        Trial trial = Trial.of(all().onError(tap("outer")).onError(tap("inner"), all().with(state("ok")).map(e -> broken(e)).to(tap("never"))).map(e -> broken(e)).to(tap("a")));
        trial.event(0, 1);
        assertThat(trial.fired()).extracting(f -> f.outlet().words() + ": " + f.events().getFirst().description())
                .containsExactly("tap inner: java.lang.IllegalStateException: no s", "tap outer: java.lang.IllegalStateException: no rule error");
    }

    @Test
    void whatIsDoneLaterAndForKeysCountsToo() {
        Rule rule = all().onError(tap("error")).by(host()).batch(2, 5).each().map(e -> broken(e)).to(tap("a"));
        Trial trial = Trial.of(rule);
        trial.event(0, 1).until(5);
        assertThat(words(trial)).containsExactly("tap error: rule error");
        trial.become(all().onError(tap("error")).by(host()).batch(2, 5).each().map(e -> broken(e)).changedState().to(tap("a")));
        trial.event(6, 1).until(15);
        assertThat(words(trial)).as("after a reload, too").containsExactly("tap error: rule error");
    }

    @Test
    void aChannelBringsWhatIsPublishedAndNothingElse() {
        Trial trial = Trial.of(where(tagged("x")).movingEventWindow(2).to(publish("c"), tap("own")), subscribe("c").to(tap("heard")), subscribe("d").to(tap("silent")));
        trial.take(0, Trial.told(0, "h", "s", "ok", 1).withTags(List.of("x")));
        assertThat(words(trial)).containsExactly("publish c: s", "tap own: s", "tap heard: s");
        trial.event(1, 1);
        assertThat(trial.fired()).isEmpty();
        trial.take(2, Trial.expired(2, "h", "s").withTags(List.of("x")));
        assertThat(trial.fired()).as("a list is heard one by one").hasSize(4);
        trial.machine().publish("d", List.of(Trial.told(3, "h", "other", "ok", 1)), Trial.START.plusSeconds(3).toEpochMilli());
        assertThat(words(trial)).as("others publish as well").containsExactly("tap silent: other");
        assertThat(trial.machine().statuses()).extracting(RuleStatus::events).containsExactly(3L, 3L, 1L);
    }

    @Test
    void channelsInACircleEnd() {
        Trial trial = Trial.of(subscribe("a").to(publish("b")), subscribe("b").to(publish("a")));
        trial.machine().publish("a", List.of(Trial.told(0, "h", "s", "ok", 1)), Trial.START.toEpochMilli());
        assertThat(trial.fired()).hasSize(17);
        assertThat(trial.machine().dropped()).isEqualTo(1);
    }

    @Test
    void aRuleThatListensCannotBeABranch() {
        assertThatThrownBy(() -> all().to(subscribe("c").to(index()))).hasMessageContaining("subscribe(\"c\") cannot be the end of another");
        assertThatThrownBy(() -> subscribe("")).hasMessageContaining("a channel has a name");
    }

    @Test
    void whatIsThereInTheIndexCanBeTakenOut() {
        Trial trial = Trial.of(where(expired()).to(deleteFromIndex()));
        trial.expire(0);
        assertThat(trial.fired()).singleElement().returns(new Outlet.DeleteFromIndex(), Firing::outlet);
    }

    @Test
    void severalKeysAndFunctionsAreOneKey() {
        Trial trial = Trial.of(all().by(host(), service(), metric(), e -> e.tags().size()).counter().to(tap("a")));
        trial.event(0, "a", "ok", 1).event(0, "a", "ok", 1).event(0, "b", "ok", 1).event(0, "a", "ok", 2).expire(1);
        assertThat(trial.metrics()).containsExactly(1.0, 2.0, 1.0, 2.0, Double.NaN);
        assertThat(trial.status().keys()).isEqualTo(4);
    }

    @Test
    void byHoldsSoManyKeysAndTheQuietestGoesWithWhatItWaitsFor() {
        Trial trial = Trial.of(all().by(service()).interpolateConstant(1_000).to(discard()));
        for (int i = 0; i < Spans.MOST + 2; i++) {
            trial.event(0, "s" + i, "ok", 1);
        }
        assertThat(trial.status()).returns(Spans.MOST, RuleStatus::keys).returns(2L, RuleStatus::dropped);
        trial.until(3_600);
        assertThat(trial.sleeps()).isTrue();
    }
}
