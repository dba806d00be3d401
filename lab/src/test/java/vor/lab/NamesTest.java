package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vor.model.Inventory;

class NamesTest {
    private final Inventory inventory = Plan.of(LabSize.GATHERING).inventory();

    @Test
    void unknownNameIsRefusedWithWhatIsNear() {
        assertThatThrownBy(() -> Names.resolve(inventory, "e1-1", "distr4"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("\"distr4\"")
                .hasMessageContaining("distro4");
        assertThatThrownBy(() -> Names.resolve(inventory, "")).isInstanceOf(LabException.class);
    }

    @Test
    void tagsAndAllStandForTheirDevices() {
        assertThat(Names.resolve(inventory, "row:e7")).containsExactly("e7-1", "e7-2", "e7-3", "e7-4");
        assertThat(Names.resolve(inventory, "distro", "core")).hasSize(10);
        assertThat(Names.resolve(inventory, "all")).hasSize(191);
    }

    @Test
    void distanceCountsLetters() {
        assertThat(Names.distance("", "abc")).isEqualTo(3);
        assertThat(Names.distance("abc", "abc")).isZero();
        assertThat(Names.distance("e1-1", "e11")).isEqualTo(1);
        assertThat(Names.distance("kitten", "sitting")).isEqualTo(3);
    }
}
