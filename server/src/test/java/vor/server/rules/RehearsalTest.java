package vor.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.rules.Firing;
import vor.rules.Machine;
import vor.rules.Rule;
import vor.rules.Rules;
import vor.server.rules.load.Loaded;

/** The past through rules as they are now. */
class RehearsalTest {
    private static final long BEGIN = Instant.parse("2026-04-01T12:00:00Z").toEpochMilli();

    private final List<String> fired = new ArrayList<>();

    private static Rehearsal.Batch batch(double second, Event... events) {
        return new Rehearsal.Batch(millis(second), List.of(events));
    }

    private static long millis(double second) {
        return BEGIN + Math.round(second * 1_000);
    }

    private static Event event(double second, String service, double metric) {
        return Event.of("h", service, Instant.ofEpochMilli(millis(second))).withMetric(metric);
    }

    private static Event derivedEnd(double second, String service) {
        return Event.of("h", service, Instant.ofEpochMilli(millis(second))).withState("expired").withAttributes(Map.of("derived", "by rules"));
    }

    private Rehearsal.Summary run(Rule rule, double until, Rehearsal.Batch... past) throws IOException {
        Iterator<Rehearsal.Batch> batches = List.of(past).iterator();
        Loaded loaded = new Loaded(List.of(new Machine.Named("R.r", "R.java", 1, rule)), () -> {}, List.of(), () -> {}, List.of(), List.of(), Map.of());
        return new Rehearsal(loaded, e -> e.attributes().containsKey("derived"), Duration.ofSeconds(60), this::note)
                .run(() -> batches.hasNext() ? Optional.of(batches.next()) : Optional.empty(), millis(until));
    }

    private void note(Firing firing) {
        Event event = firing.events().getFirst();
        fired.add((firing.at().toEpochMilli() - BEGIN) / 1_000.0 + " " + firing.outlet().words() + " " + event.service() + " " + event.state());
    }

    private static Rule derive() {
        return Rules.all().to(
                Rules.where(Rules.service("a")).with(Rules.ttl(10)).as("b").to(Rules.index()),
                Rules.where(Rules.service("b").and(Rules.expired())).to(Rules.page("ops")));
    }

    @Test
    void whatComesAtItsTimeFiresAtItsTime() throws IOException {
        Rehearsal.Summary summary = run(Rules.where(Rules.metric().over(5)).to(Rules.page("ops")), 100, batch(0, event(0, "a", 1)), batch(7.5, event(7, "a", 6)));
        assertThat(fired).containsExactly("7.5 page ops a ");
        assertThat(summary.events()).isEqualTo(2);
        assertThat(summary.first().toEpochMilli()).isEqualTo(millis(0));
        assertThat(summary.last().toEpochMilli()).isEqualTo(millis(7.5));
    }

    @Test
    void anEndThatThePastKnowsCountsWhenItCame() throws IOException {
        run(derive(), 100, batch(0, event(0, "a", 1)), batch(10.2, derivedEnd(10.2, "b")), batch(20, event(20, "c", 1)));
        assertThat(fired).containsExactly("0.0 index b ", "10.2 page ops b expired");
    }

    @Test
    void anEndThatThePastDoesNotKnowComesByTheTimeToLive() throws IOException {
        run(derive(), 100, batch(0, event(0, "a", 1)), batch(5, event(5, "c", 1)));
        assertThat(fired).containsExactly("0.0 index b ", "10.0 page ops b expired");
    }

    @Test
    void anEndOfWhatTheseRulesDidNotMakeIsLeftOut() throws IOException {
        run(Rules.where(Rules.expired()).to(Rules.page("ops")), 100, batch(0, event(0, "a", 1)), batch(10.2, derivedEnd(10.2, "b")));
        assertThat(fired).isEmpty();
    }

    @Test
    void whatWasToldMeanwhileIsNotOursToEnd() throws IOException {
        run(derive(), 100, batch(0, event(0, "a", 1)), batch(5, event(5, "b", 1)));
        assertThat(fired).containsExactly("0.0 index b ");
    }

    @Test
    void noPastIsNoFiring() throws IOException {
        assertThat(run(derive(), 100).events()).isZero();
        assertThat(fired).isEmpty();
    }
}
