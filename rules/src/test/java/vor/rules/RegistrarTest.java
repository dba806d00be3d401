package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Event;

/** The example of the registrar, as users copy it, on virtual time. */
class RegistrarTest {
    private static final String MESSAGES = "curl_json-rabbitmq/gauge-queue_totals-messages";

    private Trial trial = Trial.of();

    @BeforeEach
    void load(@TempDir Path folder) throws Exception {
        String source = Files.readString(Compiled.DOCS.resolve("examples/rules/Registrar.java"));
        assertThat(Compiled.compile(Map.of("Registrar", source), folder)).isEmpty();
        Map<String, Rule> rules = Compiled.rules(folder, "Registrar");
        assertThat(rules.keySet()).containsExactly("kept", "asked", "backlog", "pager", "load");
        trial = Trial.of(rules.values().toArray(Rule[]::new));
    }

    private List<String> pages() {
        return trial.fired().stream().filter(f -> f.outlet() instanceof Outlet.Page).map(f -> f.events().getFirst()).map(e -> e.service() + " " + e.state()).toList();
    }

    private List<Event> indexed() {
        return trial.fired().stream().filter(f -> f.outlet() instanceof Outlet.Index && f.rule().equals("r0")).flatMap(f -> f.events().stream()).toList();
    }

    @Test
    void whatTellsTooLittleGetsTheRest() {
        trial.take(0, Event.of("db1", "", Trial.START));
        assertThat(indexed()).containsExactly(Event.of("db1", "host", Trial.START).withState("ok").withTtl(Duration.ofSeconds(300)));
        Event told = Trial.told(1, "db1", "load", "bad", 9).withTtl(Duration.ofSeconds(5));
        trial.take(1, told);
        assertThat(indexed()).containsExactly(told);
    }

    @Test
    void whatAsksForAPageGetsOne() {
        trial.take(0, Trial.told(0, "app", "whois", "bad", 1).withTags(List.of("page")), Trial.told(0, "app", "epp", "bad", 1).withTags(List.of("a", "push")), Trial.told(0, "app", "x", "bad", 1));
        assertThat(pages()).containsExactly("whois bad", "epp bad");
    }

    @Test
    void aBacklogPagesOnceAndOnceWhenItIsGone() {
        trial.event(0, MESSAGES, "", 300);
        assertThat(pages()).isEmpty();
        trial.event(10, MESSAGES, "", 301).event(20, MESSAGES, "", 5_000);
        assertThat(pages()).containsExactly("rabbitmq backlog critical");
        trial.event(30, MESSAGES, "", 2);
        assertThat(pages()).containsExactly("rabbitmq backlog ok");
    }

    @Test
    void theBacklogIsAServiceOfItsOwn() {
        trial.event(0, MESSAGES, "", 7);
        assertThat(indexed()).extracting(Event::service, Event::state, e -> e.ttl().orElseThrow().toSeconds(), Event::tags)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MESSAGES, "ok", 300L, List.of()),
                        org.assertj.core.groups.Tuple.tuple("rabbitmq backlog", "ok", 120L, List.of("notify")));
    }

    @Test
    void silenceOfRabbitIsABacklogToo() {
        trial.event(0, MESSAGES, "", 7).take(300, Trial.expired(300, "h", MESSAGES));
        assertThat(pages()).containsExactly("rabbitmq backlog critical");
    }

    @Test
    void whatComesInIsToldEveryFiveSeconds() {
        trial.event(1, "x", "ok", 1_000).event(1, "y", "", -5).expire(2).take(3, Trial.bare(3, "h", "x", "ok")).event(4, "z", "ok", 1);
        trial.fired();
        trial.until(6);
        assertThat(trial.events()).singleElement().satisfies(e -> {
            assertThat(e.service()).isEqualTo("events rate");
            assertThat(e.metric().orElseThrow().value()).isEqualTo(1.0);
        });
        trial.until(1_000);
        assertThat(trial.sleeps()).as("thirty seconds after the last").isTrue();
    }
}
