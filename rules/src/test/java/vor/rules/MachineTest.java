package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.rules.Rules.*;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vor.model.Event;

/** How rules run: order, faults, endless ones, and what goes on when they are exchanged. */
class MachineTest {
    private static Rule backlog() {
        return where(service("rabbitmq queue messages"))
                .with(ttl(120)).as("rabbitmq backlog")
                .when(metric().over(300).or(expired()), state("critical")).otherwise(state("ok"))
                .changedState().to(page("ops"));
    }

    @Test
    void aRuleReadsLikeWhatItSays() {
        Trial trial = Trial.of(backlog());
        trial.event(0, "rabbitmq queue messages", "", 10).event(5, "rabbitmq queue messages", "", 301).event(6, "rabbitmq queue messages", "", 400).event(7, "other", "", 9000);
        assertThat(trial.fired()).singleElement().satisfies(f -> {
            assertThat(f.at()).isEqualTo(Trial.START.plusSeconds(5));
            assertThat(f.rule()).isEqualTo("r0");
            assertThat(f.outlet()).isEqualTo(new Outlet.Page("ops"));
            assertThat(f.events().getFirst()).returns("critical", Event::state).returns("rabbitmq backlog", Event::service);
        });
        trial.event(8, "rabbitmq queue messages", "", 300).take(9, Trial.expired(9, "h", "rabbitmq queue messages"));
        assertThat(trial.states()).containsExactly("ok", "critical");
    }

    @Test
    void aRuleThatThrowsIsCountedAndTheOthersGoOn() {
        Trial trial = Trial.of(
                all().map(e -> {
                    throw new IllegalStateException("no " + e.service());
                }).to(index()),
                all().to(index()));
        trial.event(0, "s", "ok", 1);
        assertThat(trial.fired()).singleElement().returns("r1", Firing::rule);
        assertThat(trial.status()).returns(1L, RuleStatus::errors).returns(1L, RuleStatus::events);
        assertThat(trial.status().lastError().orElseThrow().what()).isEqualTo("IllegalStateException: no s");
        assertThat(trial.status().stopped()).isEmpty();
    }

    @Test
    void aRuleThatUsesUpItsStepsIsStoppedUntilItIsAnother() {
        Rule loops = all().map(e -> {
            throw new OutOfSteps();
        }).to(index());
        Trial trial = Trial.of(loops, all().to(index()));
        trial.event(0, 1).event(1, 2);
        assertThat(trial.fired()).hasSize(2);
        assertThat(trial.status().stopped().orElseThrow()).contains("probably it loops");
        assertThat(trial.status().events()).isEqualTo(1);
        trial.become(loops, all().to(index()));
        assertThat(trial.status().stopped()).isPresent();
        trial.become(all().to(log()), all().to(index()));
        assertThat(trial.status().stopped()).isEmpty();
    }

    @Test
    void anInjectedEventGoesThroughAllRulesButNotForEver() {
        Trial trial = Trial.of(where(service("a")).as("b").to(reinject()), where(service("b")).to(page("x")), where(service("c")).to(reinject()));
        trial.event(0, "a", "ok", 1);
        assertThat(trial.fired()).extracting(f -> f.outlet().words()).containsExactly("reinject", "page x");
        trial.event(1, "c", "ok", 1);
        assertThat(trial.fired()).hasSize(17);
        assertThat(trial.machine().dropped()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenTheSameGoesOnWithWhatItRemembers() {
        int limit = 300;
        Trial trial = Trial.of(all().map(e -> e.withMetric(e.metric().orElseThrow().value() + limit)).changedState().to(page("ops")));
        trial.event(0, "s", "critical", 1);
        assertThat(trial.fired()).hasSize(1);
        Machine.Exchange same = trial.become(all().map(e -> e.withMetric(e.metric().orElseThrow().value() + limit)).changedState().to(page("ops")));
        assertThat(same.kept()).containsExactly("r0");
        trial.event(1, "s", "critical", 1);
        assertThat(trial.fired()).isEmpty();
        Machine.Exchange other = trial.become(all().map(e -> e.withMetric(e.metric().orElseThrow().value() - limit)).changedState().to(page("ops")));
        assertThat(other.kept()).isEmpty();
        assertThat(other.reset()).singleElement().asString().contains("r0: from with(").contains("1 of 4 steps go on");
        trial.event(2, "s", "critical", 1);
        assertThat(trial.fired()).hasSize(1);
    }

    @Test
    void anotherCapturedValueIsAnotherStep() {
        Trial trial = Trial.of(above(300));
        assertThat(trial.become(above(300)).kept()).containsExactly("r0");
        assertThat(trial.become(above(301)).reset()).hasSize(1);
    }

    private static Rule above(double limit) {
        return where(e -> e.metric().isPresent() && e.metric().get().value() > limit).changedState().to(index());
    }

    @Test
    void keysGoOnTooAndStepsAfterThemAreExchanged() {
        Trial trial = Trial.of(all().by(host()).changedState().to(page("a")));
        trial.take(0, Trial.told(0, "h1", "s", "bad", 1), Trial.told(0, "h2", "s", "bad", 1));
        assertThat(trial.fired()).hasSize(2);
        assertThat(trial.status().keys()).isEqualTo(4);
        trial.become(all().by(host()).changedState().to(page("b")));
        trial.take(1, Trial.told(1, "h1", "s", "bad", 1), Trial.told(1, "h2", "s", "ok", 1));
        assertThat(trial.fired()).singleElement().returns("page b", f -> f.outlet().words());
    }

    @Test
    void idleKeysAreForgotten() {
        Trial trial = Trial.of(all().by(host()).changedState().to(page("a")));
        trial.take(0, Trial.told(0, "h1", "s", "bad", 1));
        trial.take(1_800, Trial.told(0, "h2", "s", "bad", 1));
        trial.until(3_599.9);
        assertThat(trial.status().keys()).isEqualTo(4);
        trial.until(3_600);
        assertThat(trial.status().keys()).isEqualTo(2);
        trial.until(5_400);
        assertThat(trial.status().keys()).isZero();
        assertThat(trial.machine().nextDue()).isEmpty();
    }

    @Test
    void aThreadThatIsLostInARuleIsGivenUpAndAnotherGoesOnBehindIt() throws InterruptedException {
        AtomicInteger counted = new AtomicInteger();
        java.util.concurrent.CountDownLatch inside = new java.util.concurrent.CountDownLatch(1);
        java.util.concurrent.CountDownLatch out = new java.util.concurrent.CountDownLatch(1);
        Trial trial = Trial.of(all().to(call(e -> counted.incrementAndGet())), all().map(e -> {
            inside.countDown();
            try {
                out.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
            return e;
        }).to(index()), all().to(page("x")));
        Thread lost = Thread.ofPlatform().start(() -> {
            try {
                trial.take(0, Trial.told(0, "h", "s", "ok", 1), Trial.told(0, "h", "s", "ok", 2));
            } catch (Machine.Lost expected) {
                counted.addAndGet(100);
            }
        });
        inside.await();
        long turn = trial.machine().turns();
        assertThat(trial.machine().busy()).contains("r1");
        assertThat(trial.machine().abandon(turn, "it did not return")).contains("r1");
        assertThat(trial.machine().abandon(turn, "it did not return")).isEmpty();
        trial.machine().resume();
        assertThat(trial.metrics()).containsExactly(1.0, 2.0);
        out.countDown();
        lost.join();
        assertThat(counted).hasValue(102);
        assertThat(trial.fired()).isEmpty();
        assertThat(trial.machine().statuses().get(1).stopped()).contains("it did not return");
    }

    @Test
    void allThatLeavesIsTold() {
        Trial trial = Trial.of(all().to(index(), page("a"), publish("c"), forward("other", 5555), log(), tap("t"), discard()));
        trial.event(0, 1);
        assertThat(trial.fired()).extracting(f -> f.outlet().words()).isEqualTo(List.of("index", "page a", "publish c", "forward other:5555", "log info", "tap t"));
    }
}
