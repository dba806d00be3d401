package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.testkit.ManualClock;

/** From SQLite to PostgreSQL and back. */
final class MoverTest {
    private static final PlanImage IMAGE = PlanImage.of("image/jpeg", 40, 30, new byte[] {(byte) 0xff, 0, 39, 92, (byte) 0x80});
    private static final Place FOLDER = new Place.Folder();

    private final ManualClock clock = new ManualClock();
    private Place.Server server = new Place.Server("127.0.0.1", 1, "x", "x", Map.of(), Optional.empty());

    @TempDir
    Path dir = Path.of("");

    @BeforeEach
    void begin() {
        server = PostgresServer.shared().place();
    }

    private InventoryStore open(Place place) {
        return InventoryStore.open(dir, place, clock, InventoryStoreContract.PROFILES);
    }

    /** All that a Vor can tell of it. */
    private List<Object> all(Place place) {
        try (InventoryStore store = open(place)) {
            return List.of(
                    YamlWriter.write(store.current()),
                    List.copyOf(store.current().devices()),
                    List.copyOf(store.current().links()),
                    store.current().revision(),
                    store.image(IMAGE.hash()).map(i -> List.of(i.type(), i.width(), HexFormat.of().formatHex(i.bytes()))),
                    store.edits(Long.MAX_VALUE, 1000),
                    store.changes(new Change.Query(Optional.empty(), Optional.empty(), Long.MAX_VALUE, 1000)));
        }
    }

    private void fill() {
        long seed = System.nanoTime();
        System.out.println("MoverTest seed " + seed);
        try (InventoryStore store = open(FOLDER)) {
            Given.load(store, TwoHundred.yaml(), false);
            RandomEdits edits = new RandomEdits(store, new Random(seed));
            for (int i = 0; i < 60; i++) {
                edits.one();
            }
            Given.put(store, Kind.PLAN, "photo", "{'width':4,'height':3}");
            ImageContract.put(store, "photo", IMAGE);
            long last = store.edits(Long.MAX_VALUE, 1).getFirst().edit().id();
            store.undo("grace", last, false);
        }
    }

    @Test
    void thereAndBackIsTheSameWithItsWholeHistory() {
        fill();
        List<Object> before = all(FOLDER);
        Mover.Moved moved = Mover.move(dir, FOLDER, server, false);
        assertThat(moved.devices()).isPositive();
        assertThat(moved.edits()).isGreaterThan(5);
        assertThat(all(server)).isEqualTo(before);
        Mover.move(dir, server, FOLDER, true);
        assertThat(all(FOLDER)).isEqualTo(before);
    }

    @Test
    void whatWasMovedGoesOnAndIdsAreNotGivenOutAgain() {
        try (InventoryStore store = open(FOLDER)) {
            Given.device(store, "a", "{}");
            Given.device(store, "b", "{}");
            store.write("ada", e -> {
                e.delete(Kind.DEVICE, "b", false, Condition.NONE);
                return "";
            });
        }
        Mover.move(dir, FOLDER, server, false);
        try (InventoryStore store = open(server)) {
            Given.device(store, "c", "{}");
            assertThat(store.current().device("c").orElseThrow().id().value()).isEqualTo(3);
            assertThat(store.undo("ada", 3, false).delta().items()).hasSize(1);
        }
    }

    @Test
    void whatTheTargetHoldsIsNotLostUnlessThatWasSaid() {
        fill();
        try (InventoryStore store = open(server)) {
            Given.device(store, "precious", "{}");
        }
        assertThatThrownBy(() -> Mover.move(dir, FOLDER, server, false))
                .isInstanceOf(InventoryException.Conflict.class)
                .hasMessageContaining("holds an inventory already (1 devices, 1 edits)")
                .hasMessageContaining("Nothing was moved");
        try (InventoryStore store = open(server)) {
            assertThat(store.current().device("precious")).isPresent();
        }
        Mover.move(dir, FOLDER, server, true);
        assertThat(all(server)).isEqualTo(all(FOLDER));
    }

    @Test
    void emptyInventoryMovesToo() {
        open(FOLDER).close();
        assertThat(Mover.move(dir, FOLDER, server, false)).isEqualTo(new Mover.Moved(0, 0));
    }

    @Test
    void nobodyMovesUnderAVorThatRuns() {
        try (InventoryStore store = open(FOLDER)) {
            Given.device(store, "a", "{}");
            assertThatThrownBy(() -> Mover.move(dir, FOLDER, server, false)).hasMessageContaining("in use by another Vor");
        }
        Path other = dir.resolve("other");
        try (InventoryStore store = InventoryStore.open(other, server, clock, InventoryStoreContract.PROFILES)) {
            Given.device(store, "a", "{}");
            assertThatThrownBy(() -> Mover.move(dir, FOLDER, server, false)).hasMessageContaining("is in use by another Vor");
        }
    }

    @Test
    void samePlaceIsRefused() {
        assertThatThrownBy(() -> Mover.move(dir, server, server, true)).hasMessageContaining("already");
    }

    @Test
    void serverThatIsAwayChangesNothing() {
        fill();
        List<Object> before = all(FOLDER);
        Place.Server away = new Place.Server("127.0.0.1", 1, "noc", "vor", Map.of(), Optional.empty());
        assertThatThrownBy(() -> Mover.move(dir, FOLDER, away, false)).hasMessageContaining("nothing was moved");
        assertThat(all(FOLDER)).isEqualTo(before);
    }
}
