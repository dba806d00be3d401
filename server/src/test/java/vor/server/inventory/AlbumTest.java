package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.FloorPlan;
import vor.model.Inventory;

/** What goes when there is no more room for images. */
final class AlbumTest {
    private static final Album ALBUM =
            new Album(List.of(new Album.Kept("a", 40), new Album.Kept("b", 40), new Album.Kept("c", 40)));

    private static Inventory showing(String... hashes) {
        List<FloorPlan> plans = List.of(hashes).stream()
                .map(h -> new FloorPlan(1, "of " + h, "", 0, 1, 1, Optional.of(h), List.of()))
                .toList();
        return new Inventory(1, List.of(), List.of(), List.of(), plans);
    }

    @Test
    void nothingGoesWhileThereIsRoom() {
        assertThat(ALBUM.surplus(showing("c"), 120)).isEmpty();
    }

    @Test
    void oldestThatNoPlanShowsGoesFirst() {
        assertThat(ALBUM.surplus(showing("a"), 119)).containsExactly("b");
        assertThat(ALBUM.surplus(showing("a"), 40)).containsExactly("b", "c");
        assertThat(ALBUM.without(List.of("b")).hashes()).containsExactly("a", "c");
    }

    @Test
    void whatIsShownNeverGoes() {
        assertThatThrownBy(() -> ALBUM.surplus(showing("a", "b", "c"), 100))
                .isInstanceOf(InventoryException.Conflict.class)
                .hasMessageContaining("the images of all plans");
    }
}
