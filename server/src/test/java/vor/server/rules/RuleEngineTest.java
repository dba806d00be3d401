package vor.server.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.rules.Firing;
import vor.rules.Machine;
import vor.rules.Rule;
import vor.rules.Rules;
import vor.server.rules.load.Loaded;
import vor.testkit.ManualClock;

/** Rules on a thread of their own: what comes, in which order, and what becomes of a rule that never returns. */
class RuleEngineTest {
    private final ManualClock clock = new ManualClock();
    private final BlockingQueue<Firing> fired = new LinkedBlockingQueue<>();
    private final List<String> passed = new ArrayList<>();
    private final RuleEngine engine = new RuleEngine(clock, fired::add, (at, events) -> events.forEach(e -> passed.add(at - clock.millis() + " " + e.service())));

    @AfterEach
    void end() {
        engine.close();
    }

    private Machine.Exchange become(Rule... rules) throws Exception {
        List<Machine.Named> named = new ArrayList<>();
        for (Rule rule : rules) {
            named.add(new Machine.Named("R.r" + named.size(), "R.java", named.size() + 1, rule));
        }
        return engine.become(new Loaded(named, () -> {}, List.of(), () -> {}, List.of(), List.of(), Map.of())).get(10, TimeUnit.SECONDS);
    }

    private Event event(String service) {
        return Event.of("h", service, clock.now());
    }

    private Firing next() throws InterruptedException {
        Firing firing = fired.poll(10, TimeUnit.SECONDS);
        assertThat(firing).as("something fires within ten seconds").isNotNull();
        return firing;
    }

    @Test
    void whatComesGoesThroughTheRulesInItsOrderAndTheTapSeesIt() throws Exception {
        engine.start();
        become(Rules.all().to(Rules.index()));
        engine.take(List.of(event("a"), event("b")));
        engine.takeDerived(List.of(event("c")));
        assertThat(List.of(next(), next(), next())).extracting(f -> f.events().getFirst().service()).containsExactly("a", "b", "c");
        assertThat(passed).containsExactly("0 a", "0 b");
        assertThat(engine.taken()).isEqualTo(3);
    }

    @Test
    void aRuleThatNeverReturnsIsStoppedAndTheOthersGoOn() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        engine.start();
        become(Rules.all().to(Rules.call(e -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ended) {
                interrupted.countDown();
            }
        })), Rules.all().to(Rules.page("ops")));
        engine.take(List.of(event("a"), event("b")));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        engine.chore();
        assertThat(fired).isEmpty();
        clock.advance(Duration.ofMillis(499));
        engine.chore();
        assertThat(fired).isEmpty();
        clock.advance(Duration.ofMillis(1));
        engine.chore();
        assertThat(List.of(next(), next())).extracting(f -> f.events().getFirst().service()).containsExactly("a", "b");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).as("what is lost is asked to end").isTrue();
        engine.take(List.of(event("c")));
        assertThat(next().events().getFirst().service()).isEqualTo("c");
        become(Rules.all().to(Rules.page("other")));
        engine.take(List.of(event("d")));
        assertThat(next().outlet().words()).isEqualTo("page other");
    }

    @Test
    void whatDoesNotFitIsCountedAndNotKept() {
        engine.take(Collections.nCopies(200_000, event("a"))); // nothing runs yet
        engine.take(List.of(event("b"), event("c")));
        assertThat(engine.shed()).isEqualTo(2);
    }

    @Test
    void timeThatJumpsBackGoesOnForTheRules() throws Exception {
        engine.start();
        become(Rules.all().to(Rules.index()));
        engine.take(List.of(event("a")));
        Firing first = next();
        clock.step(Duration.ofHours(-1));
        clock.advance(Duration.ofSeconds(1));
        engine.take(List.of(event("b")));
        assertThat(Duration.between(first.at(), next().at())).isEqualTo(Duration.ofSeconds(1));
        clock.step(Duration.ofHours(3));
        engine.take(List.of(event("c")));
        assertThat(next().at()).isEqualTo(clock.now());
    }
}
