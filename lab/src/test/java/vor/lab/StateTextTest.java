package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.lab.agent.Habit;

class StateTextTest {
    private static final String HEAD = "vor-lab 1\nsize 9 180\ndark off\n";

    @Test
    void everythingWrittenIsReadBack() {
        LabState state = LabState.well(LabSize.GATHERING)
                .change(Set.of("e1-1", "distro4"), t -> t.cut(true))
                .change(Set.of("e1-2"), t -> t.loss(0.005).stall(Duration.ofMillis(800)).duplicate(0.1))
                .change(Set.of("e1-3"), t -> t.delay(Duration.ofMillis(30), Duration.ofMillis(5)))
                .change(Set.of("e1-4"), t -> t.flap(Duration.ofSeconds(4)).flapOff(true))
                .dark(Dark.CARRIER);
        assertThat(StateText.read(StateText.write(state))).isEqualTo(state);
    }

    @Test
    void everythingWrongWithABoxIsReadBack() {
        LabState state = LabState.well(LabSize.GATHERING)
                .change(Set.of("e1-1"), t -> t.condition(c -> c.life(Condition.Life.HANGS, Duration.ZERO, false).adminDown(true)))
                .change(Set.of("e1-2"), t -> t.condition(c -> c.life(Condition.Life.OFF, Duration.ofSeconds(20), true).hot(true)))
                .change(Set.of("e1-3"), t -> t.condition(c -> c.life(Condition.Life.BOOTING, Duration.ofMillis(1500), false).visitorsGone(true)))
                .change(Set.of("distro1"), t -> t.cut(true).condition(c -> c.losing("ge-0/0/3").losing("xe-1/1/0").losing(2).losing(0)))
                .change(Set.of("e1-4"), t -> t.condition(c -> c.agent(new Habit(Habit.Kind.SLOW, Duration.ofMillis(800), ""))))
                .change(Set.of("e2-1"), t -> t.condition(c -> c.agent(Habit.play("/tmp/a recording=100%.snmprec"))))
                .change(Set.of("e2-2"), t -> t.condition(c -> c.agent(Habit.of(Habit.Kind.LOOPING))))
                .traps(Optional.of(TrapTarget.of("[fd9a:7c1e:5b00::2]:1162")));
        LabState crossed = Crossings.cross(state, "e2-3", "e9-1");
        assertThat(StateText.read(StateText.write(crossed))).isEqualTo(crossed);
        assertThat(Crossings.undo(crossed, Set.of("e9-1"))).isEqualTo(state);
    }

    @Test
    void deviceThatIsWellAgainIsForgotten() {
        LabState state = LabState.well(LabSize.GATHERING)
                .change(Set.of("e1-1"), t -> t.cut(true))
                .change(Set.of("e1-1"), t -> t.cut(false));
        assertThat(state).isEqualTo(LabState.well(LabSize.GATHERING));
        assertThat(StateText.write(state)).isEqualTo(HEAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "vor-lab 2\nsize 9 180\ndark off\n", "vor-lab 1\n", "vor-lab 1\nsize 9\ndark off\n",
        "vor-lab 1\nsize 0 0\ndark off\n", "vor-lab 1\nsize a b\ndark off\n", "vor-lab 1\nsize 9 180\ndark maybe\n",
        HEAD + "e1-1 gone\n", HEAD + "e1-1 loss=200%\n", HEAD + "e1-1 loss\n", HEAD + "e1-1 stall=-1ms\n",
        HEAD + "e1-1 flap=1ms\n", HEAD + "e1-1 agent=odd\n", HEAD + "e1-1 agent=slow:1h\n", HEAD + "e1-1 agent=play\n",
        HEAD + "e1-1 lost-member=x\n", HEAD + "e1-1 lost-port\n", HEAD + "e1-1 boot=1h\n", HEAD + "traps 192.0.2.1:162\n",
        HEAD + "traps\n", HEAD + " \n"})
    void damageIsAnErrorWithItsLine(String text) {
        assertThatThrownBy(() -> StateText.read(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("line");
    }

    @Test
    void randomDamageNeverGivesAnythingButAnErrorOrAState() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String whole = HEAD + "e1-1 cut\ne1-2 loss=5% stall=800ms\ne1-4 flap=4000ms flap-off\ne2-1 hang agent=slow:1ms lost-port=ge-0/0/1\n";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(1, 256));
            text.setLength(random.nextInt(text.length() + 1));
            try {
                StateText.read(text.toString());
            } catch (IllegalArgumentException expected) {
                assertThat(expected.getMessage()).as("seed %d", seed).contains("line");
            }
        }
    }
}
