package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import vor.model.Inventory;

class NftTextTest {
    private final Inventory inventory = Plan.of(LabSize.GATHERING).inventory();

    @Test
    void devicesOfOneShareStandInOneSet() {
        LabState state = LabState.well(LabSize.GATHERING)
                .change(Set.of("e1-1", "e1-2"), t -> t.loss(0.005))
                .change(Set.of("e1-3"), t -> t.loss(1));
        String text = NftText.losses(state, n -> inventory.device(n).orElseThrow());
        assertThat(text)
                .contains("elements = { 198.18.64.2, 198.18.64.3 }")
                .contains("ip daddr @v4_5000 numgen random mod 1000000 < 5000 drop")
                .contains("ip6 daddr @v6_1000000 drop");
    }

    @Test
    void nothingLostLeavesNoRule() {
        String text = NftText.losses(LabState.well(LabSize.GATHERING), n -> inventory.device(n).orElseThrow());
        assertThat(text).doesNotContain("drop").doesNotContain("elements");
    }

    @Test
    void silenceIsOneRuleForTheCable() {
        assertThat(NftText.silence("vor1", true)).contains("iifname \"vor1\" drop");
        assertThat(NftText.silence("vor1", false)).doesNotContain("drop");
    }
}
