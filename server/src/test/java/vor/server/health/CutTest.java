package vor.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.DeviceId;
import vor.model.Health;
import vor.model.State;

/** Whole cuts and heals, frame by frame; the phases and the patience of each target come from the seed. */
class CutTest {
    private static final Duration SETTLE = Duration.ofSeconds(3);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aDeadDistroIsOneCauseAndItsChildrenAreNeverRed(long seed) {
        Hall hall = new Hall(seed);
        hall.run(SETTLE);
        assertThat(hall.engine.current().values()).allMatch(h -> h.state() == State.GOOD);
        neverDown(hall, Hall.leavesOf(1));

        hall.cut(Hall.DISTRO1);
        hall.run(SETTLE);

        assertThat(hall.state(Hall.DISTRO1)).isEqualTo(State.DOWN);
        for (DeviceId leaf : Hall.leavesOf(1)) {
            Health health = hall.health(leaf);
            assertThat(health.state()).isEqualTo(State.BEHIND);
            assertThat(health.verdict().cause()).contains(Hall.DISTRO1);
        }
        assertThat(Hall.leavesOf(2)).allMatch(l -> hall.state(l) == State.GOOD);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void aDistroThatComesBackBlamesNoChildThatIsAMomentLater(long seed) {
        Hall hall = new Hall(seed);
        hall.run(SETTLE);
        hall.cut(Hall.DISTRO1);
        Hall.leavesOf(1).forEach(hall::cut);
        hall.run(Duration.ofSeconds(8));
        neverDown(hall, Hall.leavesOf(1));

        hall.heal(Hall.DISTRO1, Duration.ZERO);
        for (DeviceId leaf : Hall.leavesOf(1)) {
            hall.heal(leaf, Duration.ofMillis(leaf.value() % 20 * 100));
        }
        hall.run(Duration.ofSeconds(6));

        assertThat(Hall.all()).allMatch(d -> hall.state(d) == State.GOOD);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aLeafThatStaysSilentAfterTheDistroIsBackTurnsRed(long seed) {
        Hall hall = new Hall(seed);
        DeviceId leaf = Hall.leavesOf(1).getFirst();
        hall.run(SETTLE);
        hall.cut(Hall.DISTRO1, leaf);
        hall.run(SETTLE);
        hall.heal(Hall.DISTRO1, Duration.ZERO);
        hall.run(Duration.ofSeconds(5));
        assertThat(hall.state(leaf)).isEqualTo(State.DOWN);
        assertThat(hall.state(Hall.leavesOf(1).getLast())).isEqualTo(State.GOOD);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35})
    void aDeadCoreHasEverythingBehindIt(long seed) {
        Hall hall = new Hall(seed);
        hall.run(SETTLE);
        List<DeviceId> rest = Hall.all().stream().filter(d -> !d.equals(Hall.CORE)).toList();
        neverDown(hall, rest);

        hall.cut(Hall.CORE);
        hall.run(SETTLE);

        assertThat(hall.state(Hall.CORE)).isEqualTo(State.DOWN);
        assertThat(rest).allMatch(d -> hall.state(d) == State.BEHIND);
        assertThat(rest).allMatch(d -> hall.health(d).verdict().cause().equals(Optional.of(Hall.CORE)));
        hall.heal(Hall.CORE, Duration.ZERO);
        hall.run(Duration.ofSeconds(6));
        assertThat(Hall.all()).allMatch(d -> hall.state(d) == State.GOOD);
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void aDeadRingLeavesDualHomedDistrosStanding(long seed) {
        Hall hall = new Hall(seed);
        hall.run(SETTLE);
        hall.cut(Hall.RING);
        hall.run(SETTLE);
        assertThat(hall.state(Hall.RING)).isEqualTo(State.DOWN);
        assertThat(hall.state(Hall.DISTRO1)).isEqualTo(State.WORN);
        assertThat(hall.health(Hall.DISTRO1).worst()).isEqualTo("path");
        assertThat(Hall.leavesOf(1)).allMatch(l -> hall.state(l) == State.GOOD);
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53})
    void mostLeavesAtOnceAreDownAndNobodyIsBehind(long seed) {
        Hall hall = new Hall(seed);
        hall.run(SETTLE);
        List<DeviceId> some = Hall.all().stream().filter(d -> d.value() >= 100 && d.value() % 5 < 3).toList();
        some.forEach(hall::cut);
        hall.run(Duration.ofSeconds(1));
        assertThat(some).allMatch(d -> hall.state(d) == State.DOWN);
        assertThat(hall.engine.current().values().stream().filter(h -> h.state() == State.DOWN)).hasSize(some.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 62})
    void nothingChangesWhileBlind(long seed) {
        Hall hall = new Hall(seed);
        hall.run(SETTLE);
        hall.cut(Hall.DISTRO2);
        hall.run(Duration.ofMillis(250));
        hall.blind(true);
        hall.run(Duration.ofMillis(50));
        hall.watch(f -> assertThat(f.changed()).isEmpty());
        hall.run(Duration.ofSeconds(5));
        assertThat(hall.engine.nextWake()).isEmpty();

        hall.watch(f -> {});
        hall.heal(Hall.DISTRO2, Duration.ZERO);
        neverDown(hall, Hall.leavesOf(2));
        hall.blind(false);
        hall.run(Duration.ofSeconds(5));
        assertThat(Hall.all()).allMatch(d -> hall.state(d) == State.GOOD);
    }

    private static void neverDown(Hall hall, List<DeviceId> devices) {
        hall.watch(frame -> {
            for (Health h : frame.changed()) {
                assertThat(devices.contains(h.device()) && h.state() == State.DOWN)
                        .as("%s is called down at %s: %s", h.device(), hall.clock.now(), h.verdict())
                        .isFalse();
            }
        });
    }
}
