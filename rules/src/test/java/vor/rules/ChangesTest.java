package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vor.rules.Rules.*;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.model.Metric;

/** What becomes of an event. */
class ChangesTest {
    private static Event one(Rule rule, Event event) {
        return Trial.of(rule).take(0, event).events().getFirst();
    }

    private static Event event() {
        return Trial.told(0, "H", "s", "ok", 2).withTags(List.of("a", "b"));
    }

    @Test
    void defaultsAreOnlyForWhatIsNotTold() {
        Rule rule = all().withDefault(state("fine"), ttl(300), metric(7), tags("x"), description("d"), attribute("room", "1")).to(index());
        assertThat(one(rule, event()))
                .isEqualTo(event().withTtl(Duration.ofSeconds(300)).withDescription("d").withAttribute("room", "1"));
        assertThat(one(rule, Event.of("h", "s", Trial.START))).returns("fine", Event::state).returns(List.of("x"), Event::tags).returns(Optional.of(new Metric.Real(7)), Event::metric);
        assertThat(one(rule, Trial.expired(0, "h", "s"))).returns("expired", Event::state);
    }

    @Test
    void tagsAreAddedOnceTakenAwayAndSet() {
        assertThat(one(all().tag("c", "a").to(index()), event()).tags()).containsExactly("c", "a", "b");
        assertThat(one(all().tag("a").to(index()), event()).tags()).containsExactly("a", "b");
        assertThat(one(all().untag("a", "z").to(index()), event()).tags()).containsExactly("b");
        assertThat(one(all().with(tags("notify")).to(index()), event()).tags()).containsExactly("notify");
        assertThat(one(all().when(expired(), tag("gone")).otherwise(untag("b")).to(index()), event()).tags()).containsExactly("a");
    }

    @Test
    void numbersAreScaledAndAdjustedWhereThereIsOne() {
        assertThat(one(all().scale(0.5).to(index()), event()).metric()).contains(new Metric.Real(1));
        assertThat(one(all().adjust(metric(), m -> m + 1).to(index()), event()).metric()).contains(new Metric.Real(3));
        assertThat(one(all().adjust(ttl(), t -> t * 2).to(index()), event().withTtl(Duration.ofSeconds(4))).ttl()).contains(Duration.ofSeconds(8));
        assertThat(one(all().adjust(time(), t -> t - 60).to(index()), event()).time()).isEqualTo(Trial.START.minusSeconds(60));
        Event gone = Trial.expired(0, "h", "s");
        assertThat(one(all().scale(2).adjust(metric(), m -> m + 1).adjust(ttl(), t -> t + 1).to(index()), gone)).isEqualTo(gone);
    }

    @Test
    void textsAreAdjusted() {
        assertThat(one(all().adjust(host(), h -> h.toLowerCase(java.util.Locale.ROOT)).to(index()), event()).host()).isEqualTo("h");
        assertThat(one(all().adjust(attribute("room"), r -> r + "1").to(index()), event()).attributes()).containsEntry("room", "1");
    }

    @Test
    void mapOrSkipPassesWhatIsThere() {
        Trial trial = Trial.of(all().mapOrSkip(e -> e.metric().map(m -> e.withState(m.value() > 1 ? "much" : "little"))).to(index()));
        trial.event(0, 2).expire(1).event(2, 1);
        assertThat(trial.states()).containsExactly("much", "little");
    }

    @Test
    void flatMapPassesAll() {
        Trial trial = Trial.of(all().flatMap(e -> e.isExpired() ? List.of() : List.of(e, e.withService("copy"))).to(index()));
        trial.event(0, 1).expire(1);
        assertThat(trial.events()).extracting(Event::service).containsExactly("s", "copy");
    }

    @Test
    void reduceBeginsWithTheFirstEventOrWithOneThatIsGiven() {
        Functions.Reducer most = (soFar, e) -> e.metric().isEmpty() ? soFar : e.withMetric(Math.max(e.metric().get().value(), soFar.metric().orElseThrow().value()));
        Trial trial = Trial.of(all().reduce(most).to(tap("a")));
        trial.event(0, 3).event(1, 2).event(2, 5).expire(3);
        assertThat(trial.metrics()).containsExactly(3.0, 5.0, 5.0);
        trial = Trial.of(all().reduce(Event.of("", "", Trial.START).withMetric(4.0), most).to(tap("a")));
        trial.event(0, 3).event(1, 9);
        assertThat(trial.metrics()).containsExactly(4.0, 9.0);
    }

    @Test
    void argumentsThatMakeNoSenseAreToldWhenTheFileIsLoaded() {
        assertThatThrownBy(() -> ttl(-1)).hasMessageContaining("a time to live of -1.0 seconds");
        assertThatThrownBy(() -> all().to()).hasMessageContaining("needs an end");
        assertThatThrownBy(() -> all().by()).hasMessageContaining("needs a key");
        assertThatThrownBy(() -> all().by(idle(0), host())).hasMessage("idle: 0.0 seconds; 0.001 to 1000000000 are meant");
        assertThatThrownBy(() -> all().rate(0)).hasMessage("rate: 0.0 seconds; 0.001 to 1000000000 are meant");
        assertThatThrownBy(() -> all().rate(Double.NaN)).hasMessageContaining("rate: NaN seconds");
        assertThatThrownBy(() -> all().movingEventWindow(100_001)).hasMessageContaining("1 to 100000");
        assertThatThrownBy(() -> all().percentiles(1, 95)).hasMessageContaining("a point of 95.0; 0 (the least) to 1 (the greatest)");
        assertThatThrownBy(() -> all().ewmaTimeless(0)).hasMessageContaining("a share of 0.0");
        assertThatThrownBy(() -> all().predictLinear(1, 60)).hasMessageContaining("2 to 100000");
        assertThatThrownBy(() -> all().project()).hasMessageContaining("needs conditions");
    }
}
