package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        HEAD + "e1-1 flap=1ms\n"})
    void damageIsAnErrorWithItsLine(String text) {
        assertThatThrownBy(() -> StateText.read(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("line");
    }

    @Test
    void randomDamageNeverGivesAnythingButAnErrorOrAState() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String whole = HEAD + "e1-1 cut\ne1-2 loss=5% stall=800ms\ne1-4 flap=4000ms flap-off\n";
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
