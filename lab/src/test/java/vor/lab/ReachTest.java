package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {
    private final Reach reach = new Reach(Plan.of(LabSize.GATHERING).inventory());

    @Test
    void nothingIsLostWhileNothingIsCut() {
        assertThat(reach.lost(Set.of())).isEmpty();
    }

    @Test
    void leafIsLostAlone() {
        assertThat(reach.lost(Set.of("e1-1"))).containsExactly("e1-1");
    }

    @Test
    void stackTakesItsTwentySwitchesWithIt() {
        assertThat(reach.lost(Set.of("distro4"))).hasSize(21).contains("e16-1", "e20-4").doesNotContain("e15-4", "e21-1");
    }

    @Test
    void ringAloneTakesNobodyWithItAsStacksStillReachTheCore() {
        assertThat(reach.lost(Set.of("ring"))).containsExactly("ring");
    }

    @Test
    void coreTakesEverythingWithIt() {
        assertThat(reach.lost(Set.of("core"))).hasSize(191);
    }

    @Test
    void whatIsCutTwiceOverIsLostOnce() {
        assertThat(reach.lost(Set.of("distro4", "e16-1", "e1-1"))).hasSize(22);
    }
}
