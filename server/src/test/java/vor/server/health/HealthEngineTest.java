package vor.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Facts;
import vor.model.Handler;
import vor.model.Health;
import vor.model.HealthFrame;
import vor.model.Observation;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Placement;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.Devices;
import vor.testkit.ManualClock;
import vor.testkit.Pictures;
import vor.testkit.Pings;

class HealthEngineTest {
    private final ManualClock clock = new ManualClock();
    private final Device parent = Devices.device(1, "distro1").addresses("1.1.1.1").build();
    private final Device child = Devices.device(2, "e1-1").addresses("1.1.1.2").below(1).build();
    private final List<String> asked = new ArrayList<>();
    private Pictures picture = Pictures.empty(clock.now());

    @Test
    void refusesToJudgeWithoutHandlersOrWithTwoOfOneName() {
        assertThatThrownBy(() -> new HealthEngine(List.of(), clock)).hasMessageContaining("at least one handler");
        assertThatThrownBy(() -> new HealthEngine(List.of(fixed("a", State.GOOD, 0), fixed("a", State.GOOD, 0)), clock))
                .hasMessageContaining("the same name");
    }

    @Test
    void judgesEveryDeviceOfTheFirstInventory() {
        HealthEngine engine = new HealthEngine(List.of(fixed("a", State.GOOD, 0)), clock);
        assertThat(inventory(engine, parent, child).changed()).hasSize(2);
        assertThat(engine.current()).containsOnlyKeys(parent.id(), child.id());
    }

    @Test
    void letsTheWorstStateThenScoreThenOrderDecide() {
        assertThat(worst(fixed("a", State.BAD, 1), fixed("b", State.DOWN, 0))).isEqualTo("b");
        assertThat(worst(fixed("a", State.BAD, 1), fixed("b", State.BAD, 2))).isEqualTo("b");
        assertThat(worst(fixed("a", State.BAD, 2), fixed("b", State.BAD, 2))).isEqualTo("a");
        assertThat(worst(fixed("a", State.UNKNOWN, 1000), fixed("b", State.DOWN, 0))).isEqualTo("b");
        assertThat(worst(fixed("a", State.DOWN, 1000), fixed("b", State.MAINT, 0))).isEqualTo("b");
    }

    @Test
    void keepsTheBeginningWhileTheStateStays() {
        State[] state = {State.BAD};
        HealthEngine engine = new HealthEngine(List.of(reading("a", () -> Verdict.of(state[0], asked.size(), "x"))), clock);
        inventory(engine, child);
        Instant begin = clock.now();
        clock.advance(Duration.ofSeconds(5));
        HealthFrame worse = see(engine, up(2));
        assertThat(worse.changed()).singleElement().satisfies(h -> {
            assertThat(h.since()).isEqualTo(begin);
            assertThat(h.verdict().since()).contains(begin);
        });
        state[0] = State.GOOD;
        assertThat(see(engine, up(2)).changed()).singleElement().satisfies(h -> assertThat(h.since()).isEqualTo(clock.now()));
    }

    @Test
    void saysNothingWhenTheVerdictIsTheSame() {
        HealthEngine engine = new HealthEngine(List.of(reading("a", () -> Verdict.good("fine"))), clock);
        inventory(engine, child);
        clock.advance(Duration.ofSeconds(1));
        HealthFrame frame = see(engine, up(2));
        assertThat(asked).hasSize(2);
        assertThat(frame.changed()).isEmpty();
        assertThat(frame.all()).isSameAs(engine.current());
    }

    @Test
    void doesNotAskAHandlerThatDidNotLook() {
        HealthEngine engine = new HealthEngine(List.of(fixed("a", State.GOOD, 0)), clock);
        inventory(engine, child);
        asked.clear();
        see(engine, up(2));
        assertThat(asked).isEmpty();
    }

    @Test
    void asksWhoReadAnotherDeviceWhenThatTellsNews() {
        HealthEngine engine = watching(State.GOOD);
        see(engine, up(1));
        asked.clear();
        see(engine, Pings.of(1, "1.1.1.1", clock.now()).suspect(clock.now()).build());
        assertThat(asked).containsExactly("e1-1");
    }

    @Test
    void doesNotAskWhoReadAnotherDeviceForAMereTick() {
        HealthEngine engine = watching(State.GOOD);
        Ping first = up(1);
        see(engine, first);
        asked.clear();
        clock.advance(Duration.ofSeconds(1));
        see(engine, tick(first));
        assertThat(asked).isEmpty();
    }

    @Test
    void asksForEveryTickWhoIsNotSettled() {
        HealthEngine engine = watching(State.SUSPECT);
        Ping first = up(1);
        see(engine, first);
        asked.clear();
        clock.advance(Duration.ofSeconds(1));
        see(engine, tick(first));
        assertThat(asked).containsExactly("e1-1");
    }

    @Test
    void forgetsWhatIsNoLongerRead() {
        boolean[] look = {true};
        Handler fickle = handler("fickle", (d, p, now) -> {
            p.pings(d.id());
            return look[0] ? Verdict.of(State.GOOD, p.pings(parent.id()).size(), "x") : Verdict.good("x");
        });
        HealthEngine engine = new HealthEngine(List.of(fickle), clock);
        inventory(engine, child, parent);
        look[0] = false;
        see(engine, up(2));
        asked.clear();
        see(engine, up(1));
        assertThat(asked).containsExactly("distro1");
    }

    @Test
    void asksWhoReadFacts() {
        HealthEngine engine = new HealthEngine(
                List.of(handler("f", (d, p, now) -> Verdict.good("saw " + p.facts(child.id(), "sensor").isPresent()))), clock);
        inventory(engine, parent, child);
        asked.clear();
        see(engine, new Facts(child.id(), clock.now(), "sensor", List.of(Fact.of("heat", "40"))));
        assertThat(asked).containsExactlyInAnyOrder("distro1", "e1-1");
    }

    @Test
    void asksAgainWhenTheTimeHasCome() {
        Instant end = clock.now().plusSeconds(10);
        HealthEngine engine = new HealthEngine(
                List.of(handler("t", (d, p, now) ->
                        now.isBefore(end) ? Verdict.of(State.MAINT, 0, "work").reconsider(end) : Verdict.good("done"))),
                clock);
        inventory(engine, child);
        assertThat(engine.nextWake()).hasValue(clock.nanos() + Duration.ofSeconds(10).toNanos());
        clock.advance(Duration.ofMillis(9_999));
        assertThat(see(engine).changed()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(see(engine).changed()).singleElement().satisfies(h -> assertThat(h.state()).isEqualTo(State.GOOD));
        assertThat(engine.nextWake()).isEmpty();
    }

    @Test
    void noticesWithinAMinuteThatTheWallClockWasSet() {
        Instant end = clock.now().plusSeconds(7200);
        HealthEngine engine = new HealthEngine(
                List.of(handler("t", (d, p, now) ->
                        now.isBefore(end) ? Verdict.of(State.MAINT, 0, "work").reconsider(end) : Verdict.good("done"))),
                clock);
        inventory(engine, child);
        clock.step(Duration.ofHours(3));
        clock.advance(Duration.ofMinutes(1));
        assertThat(see(engine).changed()).singleElement().satisfies(h -> assertThat(h.state()).isEqualTo(State.GOOD));
    }

    @Test
    void doesNotSpinForAHandlerThatAsksForThePast() {
        HealthEngine engine = new HealthEngine(
                List.of(handler("t", (d, p, now) -> Verdict.good("x").reconsider(now.minusSeconds(1)))), clock);
        inventory(engine, child);
        assertThat(engine.nextWake().orElseThrow()).isGreaterThan(clock.nanos());
    }

    @Test
    void handlersThatComeLaterJudgeEveryDeviceAndThoseThatGoLeaveNothingBehind() {
        HealthEngine engine = new HealthEngine(List.of(fixed("own", State.GOOD, 0)), clock);
        inventory(engine, parent, child);
        assertThat(engine.more(List.of(fixed("late", State.BAD, 7)))).isEmpty();
        assertThat(engine.handlers()).extracting(Handler::name).containsExactly("own", "late");
        assertThat(see(engine, up(2)).changed()).hasSize(2).allSatisfy(h -> assertThat(h.worst()).isEqualTo("late"));
        engine.more(List.of());
        assertThat(see(engine, up(2)).changed()).hasSize(2).allSatisfy(h -> {
            assertThat(h.verdicts()).containsOnlyKeys("own");
            assertThat(h.state()).isEqualTo(State.GOOD);
        });
    }

    @Test
    void aHandlerThatComesLaterByTheNameOfAnotherIsLeftOut() {
        HealthEngine engine = new HealthEngine(List.of(fixed("own", State.GOOD, 0)), clock);
        inventory(engine, child);
        assertThat(engine.more(List.of(fixed("own", State.BAD, 7), fixed("a", State.WORN, 1), fixed("a", State.BAD, 1)))).hasSize(2);
        assertThat(see(engine, up(2)).changed()).singleElement().satisfies(h -> assertThat(h.worst()).isEqualTo("a"));
    }

    @Test
    void whileItIsBlindOnlyHandlersThatAreNewJudge() {
        HealthEngine engine = new HealthEngine(List.of(fixed("own", State.GOOD, 0)), clock);
        inventory(engine, child);
        blind(engine, true);
        engine.more(List.of(fixed("late", State.BAD, 7)));
        asked.clear();
        see(engine, up(2));
        assertThat(asked).containsExactly("e1-1");
        assertThat(engine.current()).hasEntrySatisfying(child.id(), h -> assertThat(h.worst()).isEqualTo("late"));
    }

    @Test
    void showsAHandlerThatThrowsAndGoesOn() {
        boolean[] broken = {true};
        Handler throwing = handler("bad", (d, p, now) -> {
            if (broken[0]) {
                throw new IllegalStateException("boom");
            }
            return Verdict.good("well again");
        });
        HealthEngine engine = new HealthEngine(List.of(throwing, fixed("good", State.WORN, 7)), clock);
        Health health = inventory(engine, child).changed().getFirst();
        assertThat(health.worst()).isEqualTo("bad");
        assertThat(health.state()).isEqualTo(State.UNKNOWN);
        assertThat(health.verdict().why()).contains("\"bad\"").contains("IllegalStateException");
        assertThat(health.verdicts()).containsOnlyKeys("bad", "good");
        assertThat(engine.readings()).anySatisfy(r -> {
            assertThat(r.name()).isEqualTo("vor_health_handler_failures_total");
            assertThat(r.value().getAsDouble()).isEqualTo(1);
        });
        broken[0] = false;
        assertThat(see(engine, up(2)).changed()).singleElement().satisfies(h -> assertThat(h.worst()).isEqualTo("good"));
    }

    @Test
    void showsAHandlerThatNeverEnds() {
        Handler deep = new Deep();
        HealthEngine engine = new HealthEngine(List.of(deep), clock);
        assertThat(inventory(engine, child).changed().getFirst().verdict().why()).contains("StackOverflowError");
    }

    @Test
    void changesNothingWhileBlindAndJudgesAllAfterwards() {
        State[] state = {State.GOOD};
        HealthEngine engine = new HealthEngine(List.of(reading("a", () -> Verdict.of(state[0], 0, "x"))), clock);
        inventory(engine, parent, child);
        state[0] = State.DOWN;
        blind(engine, true);
        assertThat(see(engine, up(1), up(2)).changed()).isEmpty();
        assertThat(blind(engine, false).changed()).hasSize(2);
    }

    @Test
    void judgesANewDeviceEvenWhileBlindAndForgetsOneThatIsGone() {
        HealthEngine engine = new HealthEngine(List.of(fixed("a", State.GOOD, 0)), clock);
        inventory(engine, parent);
        blind(engine, true);
        HealthFrame frame = inventory(engine, child);
        assertThat(frame.removed()).containsExactly(parent.id());
        assertThat(frame.changed()).extracting(Health::device).containsExactly(child.id());
        assertThat(engine.current()).containsOnlyKeys(child.id());
    }

    @Test
    void keepsHealthThroughARename() {
        HealthEngine engine = watching(State.WORN);
        Instant begin = clock.now();
        clock.advance(Duration.ofSeconds(9));
        Device renamed = new Device(
                child.id(), 2, "e9-9", "wired", child.addresses(), child.uplinks(), child.networks(), child.tags(),
                child.placements(), child.maintenance(), "");
        HealthFrame frame = inventory(engine, parent, renamed);
        assertThat(frame.removed()).isEmpty();
        assertThat(Optional.ofNullable(frame.all().get(child.id())).orElseThrow().since()).isEqualTo(begin);
    }

    @Test
    void asksOnlyTheDeviceItselfWhenItsBoxIsDragged() {
        HealthEngine engine = watching(State.GOOD);
        asked.clear();
        inventory(engine, Devices.like(parent).version(2).placed(new Placement.Box("hall", 1, 2, 3, 4)).build(), child);
        assertThat(asked).containsExactly("distro1");
    }

    @Test
    void asksAllWhenAnUplinkChanges() {
        HealthEngine engine = watching(State.GOOD);
        asked.clear();
        inventory(engine, parent, Devices.like(child).version(2).below(9).build());
        assertThat(asked).containsExactlyInAnyOrder("distro1", "e1-1");
    }

    @Test
    void isNotLessDownForADoubt() {
        State[] state = {State.DOWN};
        HealthEngine engine = new HealthEngine(List.of(reading("a", () -> Verdict.of(state[0], 0, "x"))), clock);
        inventory(engine, child);
        state[0] = State.SUSPECT;
        assertThat(see(engine, up(2)).changed()).isEmpty();
        state[0] = State.BEHIND;
        assertThat(see(engine, up(2)).changed()).hasSize(1);
        state[0] = State.SUSPECT;
        assertThat(see(engine, up(2)).changed()).hasSize(1);
    }

    @Test
    void cutsALabelThatIsTooLong() {
        HealthEngine engine = new HealthEngine(
                List.of(handler("l", (d, p, now) -> Verdict.good("x").label("123456789"))), clock);
        assertThat(inventory(engine, child).changed().getFirst().verdict().label()).isEqualTo("12345678");
    }

    private HealthEngine watching(State state) {
        HealthEngine engine = new HealthEngine(
                List.of(handler("w", (d, p, now) -> {
                    picture.inventory().above(d.id()).forEach(p::pings);
                    return Verdict.of(state, 0, "x");
                })),
                clock);
        inventory(engine, parent, child);
        return engine;
    }

    private String worst(Handler... handlers) {
        HealthEngine engine = new HealthEngine(List.of(handlers), clock);
        return inventory(engine, child).changed().getFirst().worst();
    }

    private HealthFrame inventory(HealthEngine engine, Device... devices) {
        Pictures before = picture;
        picture = picture.with(Pictures.inventory(picture.inventory().revision() + 1, List.of(devices)));
        return engine.frame(picture.since(before));
    }

    private HealthFrame see(HealthEngine engine, Observation... news) {
        Pictures before = picture;
        picture = picture.with(news);
        return engine.frame(picture.since(before, news));
    }

    private HealthFrame blind(HealthEngine engine, boolean on) {
        Pictures before = picture;
        picture = picture.blind(on, clock.now());
        return engine.frame(picture.since(before));
    }

    private Ping up(long id) {
        return Pings.of(id, "1.1.1." + id, clock.now()).build();
    }

    private Ping tick(Ping p) {
        return Pings.of(p.device(), p.address(), clock.now()).up(p.since(), clock.now()).build();
    }

    private Handler fixed(String name, State state, int score) {
        return handler(name, (d, p, now) -> Verdict.of(state, score, "x"));
    }

    private Handler reading(String name, Supplier<Verdict> verdict) {
        return handler(name, (d, p, now) -> {
            p.pings(d.id());
            return verdict.get();
        });
    }

    private interface Mind {
        Verdict judge(Device device, Picture picture, Instant now);
    }

    private Handler handler(String name, Mind mind) {
        return new Named(name) {
            @Override
            public Verdict judge(Device device, Picture p, Instant now) {
                asked.add(device.name());
                return mind.judge(device, p, now);
            }
        };
    }

    private abstract static class Named implements Handler {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String title() {
            return name;
        }

        @Override
        public String legend() {
            return name;
        }
    }

    private static final class Deep extends Named {
        Deep() {
            super("deep");
        }

        @Override
        public Verdict judge(Device device, Picture p, Instant now) {
            return now.equals(Instant.MAX) ? Verdict.good("x") : judge(device, p, now.plusNanos(1)).label("x");
        }
    }

}
