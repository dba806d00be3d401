package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.rules.Rules.*;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Event;

/** The newest events of several keys, beside each other. */
class JoinsTest {
    private static List<List<String>> states(Trial trial) {
        return trial.fired().stream().map(f -> f.events().stream().map(e -> e.service() + " " + e.state()).toList()).toList();
    }

    @Test
    void coalesceTellsTheNewestOfAllAgainAndAgain() {
        Trial trial = Trial.of(all().coalesce(10).to(tap("a")));
        trial.take(0, keeps(0, "a", 100), keeps(0, "b", 100).withState("bad"));
        trial.take(0, keeps(0, "a", 100));
        trial.until(20);
        assertThat(states(trial)).as("at once, and then every ten seconds").containsExactly(List.of("a ok", "b bad"), List.of("b bad", "a ok"), List.of("b bad", "a ok"));
    }

    @Test
    void coalesceTellsWhatExpiresOnce() {
        Trial trial = Trial.of(all().coalesce(10).to(tap("a")));
        trial.take(0, keeps(0, "a", 15), keeps(0, "b", 100));
        trial.take(1, keeps(1, "c", 100));
        trial.until(10);
        assertThat(states(trial)).containsExactly(List.of("a ok", "b ok"), List.of("a ok", "b ok", "c ok"));
        trial.take(12, Trial.expired(12, "h", "c")).until(40);
        assertThat(states(trial)).containsExactly(List.of("a expired", "b ok", "c expired"), List.of("b ok"), List.of("b ok"));
        trial.take(41, Trial.expired(41, "h", "b")).until(50);
        assertThat(states(trial)).containsExactly(List.of("b expired"));
        assertThat(trial.sleeps()).isTrue();
        assertThat(trial.status().keys()).isZero();
    }

    @Test
    void whatTellsNoLifetimeCountsForAMinute() {
        Trial trial = Trial.of(all().coalesce().count().to(tap("a")));
        trial.event(0, 1).until(1_000);
        assertThat(trial.fired()).hasSize(62);
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void coalesceHoldsSoManyKeysAndTheQuietestGoes() {
        Trial trial = Trial.of(all().coalesce(10).to(tap("a")));
        for (int i = 0; i <= Spans.MOST; i++) {
            trial.take(0, keeps(0, "s" + i, 100));
        }
        trial.fired();
        trial.until(10);
        assertThat(trial.fired().getFirst().events()).hasSize(Spans.MOST).first().returns("s1", Event::service);
        assertThat(trial.status().dropped()).isEqualTo(1);
    }

    @Test
    void coalesceOfKeysEndsWithThem() {
        Trial trial = Trial.of(all().by(idle(5), attribute("room")).coalesce(2).mean().to(tap("a")));
        trial.take(0, keeps(0, "a", 9e8).withAttribute("room", "1"), keeps(0, "a", 9e8).withAttribute("room", "2"));
        trial.until(100);
        assertThat(trial.fired()).hasSize(2 * 3);
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void coalesceWithEventGivesTheOneAndAll() {
        Trial trial = Trial.of(all().coalesceWithEvent(service(), (e, all) -> Optional.of(e.withDescription(all.stream().map(a -> a.service() + " " + a.state()).toList().toString()))).to(tap("a")));
        trial.take(0, keeps(0, "a", 10)).take(1, keeps(1, "b", 100));
        trial.take(11, keeps(11, "b", 100)).take(12, Trial.expired(12, "h", "b")).take(13, keeps(13, "c", 9));
        assertThat(trial.events()).extracting(Event::description).containsExactly("[a ok]", "[a ok, b ok]", "[a expired, b ok]", "[b expired]", "[c ok]");
        assertThat(trial.status().keys()).isEqualTo(1);
        trial.until(13 + 3_600);
        assertThat(trial.status().keys()).isZero();
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void projectGivesTheNewestThatMeetsEachCondition() {
        Trial trial = Trial.of(
                all().project(service("in"), service("out")).complete().quotient().to(tap("ratio")),
                all().project(service("in"), service("out")).present().to(tap("present")),
                all().project(service("in"), service("out")).map(n -> n.get(1).isEmpty() ? n.get(0).map(e -> e.withState("only in")) : Optional.empty()).to(tap("map")));
        trial.event(0, "in", "ok", 6);
        assertThat(states(trial)).containsExactly(List.of("in ok"), List.of("in only in"));
        trial.event(1, "out", "ok", 2).event(2, "other", "ok", 1);
        assertThat(trial.lists()).containsExactly(List.of(3.0), List.of(6.0, 2.0));
        trial.event(3, "in", "ok", 8);
        assertThat(trial.lists()).containsExactly(List.of(4.0), List.of(8.0, 2.0));
    }

    @Test
    void projectTellsWhatExpiresOnce() {
        Trial trial = Trial.of(all().project(service("in"), service("out"), metric().over(5)).present().to(tap("a")));
        trial.take(0, keeps(0, "in", 10), keeps(0, "out", 100));
        trial.fired();
        trial.take(1, Trial.expired(1, "h", "out"));
        assertThat(states(trial)).containsExactly(List.of("in ok", "out expired"));
        trial.take(2, keeps(2, "out", 100)).take(13, keeps(13, "out", 100)).take(14, keeps(14, "out", 100));
        assertThat(states(trial)).as("outlived").containsExactly(List.of("in ok", "out ok"), List.of("in expired", "out ok"), List.of("out ok"));
        assertThat(trial.sleeps()).isTrue();
    }

    @Test
    void clocksAreComparedWithTheMiddleOne() {
        Trial trial = Trial.of(all().clockSkew().to(tap("a")));
        trial.take(100, Trial.told(100, "a", "s", "ok", 1), Trial.told(100, "b", "s", "ok", 1), Trial.told(130, "c", "s", "ok", 1));
        assertThat(trial.metrics()).containsExactly(0.0, 0.0, 30.0);
        trial.take(110, Trial.told(105, "a", "s", "ok", 1));
        assertThat(trial.metrics()).as("five seconds behind").containsExactly(-5.0);
        trial.take(120, Trial.expired(120, "c", "s"));
        assertThat(trial.metrics()).containsExactly(Double.NaN);
        assertThat(trial.status().keys()).isEqualTo(2);
        trial.until(110 + 3_600);
        assertThat(trial.status().keys()).isZero();
        assertThat(trial.sleeps()).isTrue();
    }

    private static Event keeps(double second, String service, double ttl) {
        return Trial.told(second, "h", service, "ok", 1).withTtl(Duration.ofMillis(Math.round(ttl * 1_000)));
    }
}
