package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vor.model.Inventory;
import vor.model.Reading;

/** The store over SQLite: the contract, and what can go wrong with a file. */
final class SqliteInventoryStoreTest extends InventoryStoreContract {
    @Override
    InventoryStore open() {
        return InventoryStore.open(dir, clock, PROFILES);
    }

    private double reading(String name) {
        return store.readings().stream()
                .filter(r -> r.name().equals(name))
                .map(Reading::value)
                .findFirst()
                .orElseThrow()
                .getAsDouble();
    }

    @Test
    void secondOpenerIsRefusedAndTheFirstGoesOn() {
        assertThatThrownBy(this::open)
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("in use by another Vor (process " + ProcessHandle.current().pid() + ")");
        Given.device(store, "a", "{}");
        store.close();
        store = open();
        assertThat(store.current().devices()).hasSize(1);
    }

    @Test
    void fileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws IOException {
        Path other = Files.createDirectory(dir.resolve("other"));
        String text = "this is a letter, not a database; it is long enough to have a header of its own. ".repeat(100);
        Files.writeString(other.resolve(InventoryStore.FILE), text);
        assertThatThrownBy(() -> InventoryStore.open(other, clock, PROFILES))
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("inventory.db cannot be opened")
                .hasMessageContaining("not a database");
        assertThat(Files.readString(other.resolve(InventoryStore.FILE))).isEqualTo(text);
    }

    @Test
    void folderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        assertThatThrownBy(() -> InventoryStore.open(file.resolve("data"), clock, PROFILES))
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("the data folder " + file.resolve("data") + " cannot be written");
    }

    @Test
    void databaseOfANewerVorIsNotTouched() {
        store.read(h -> h.execute("UPDATE flyway_schema_history SET version = '99'"));
        store.close();
        assertThatThrownBy(this::open)
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("newer Vor (schema 99");
    }

    @Test
    void newestVersionIsThatOfTheNewestMigration() throws Exception {
        Path migrations = Path.of(Sqlite.class.getResource("/db/sqlite").toURI());
        try (Stream<Path> files = Files.list(migrations)) {
            assertThat(files.mapToInt(f -> Integer.parseInt(f.getFileName().toString().replaceAll("V([0-9]+)__.*", "$1")))
                            .max())
                    .hasValue(Database.NEWEST);
        }
    }

    @Test
    void fullDiskRefusesTheWriteKeepsThePictureAndHealsByItself() {
        Given.device(store, "a", "{}");
        Inventory before = store.current();
        store.read(h -> h.execute("PRAGMA max_page_count = 1"));
        String big = "{'note':'" + "x".repeat(3000) + "'}";
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        Given.device(store, "b" + i, big);
                    }
                })
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("full");
        assertThat(reading("vor_inventory_failures_total")).isEqualTo(1);
        assertThat(store.current().devices()).containsAll(before.devices());
        int kept = store.current().devices().size();
        store.read(h -> h.execute("PRAGMA max_page_count = 1000000"));
        Given.device(store, "c", "{}");
        store.close();
        store = open();
        assertThat(store.current().devices()).hasSize(kept + 1);
        assertThat(store.current().device("c").orElseThrow().id().value()).isEqualTo(kept + 1);
    }

    @Test
    void readOnlyDatabaseRefusesWritesAndStillAnswers() {
        Given.device(store, "a", "{}");
        store.read(h -> h.execute("PRAGMA query_only = ON"));
        assertThatThrownBy(() -> Given.device(store, "b", "{}")).isInstanceOf(InventoryException.Unavailable.class);
        assertThat(store.current().devices()).hasSize(1);
        store.read(h -> h.execute("PRAGMA query_only = OFF"));
        Given.device(store, "b", "{}");
        assertThat(store.current().devices()).hasSize(2);
    }

    @Test
    void durabilityIsAsWePromise() {
        String mode = store.read(h -> h.createQuery("PRAGMA journal_mode").mapTo(String.class).one());
        int synchronous = store.read(h -> h.createQuery("PRAGMA synchronous").mapTo(Integer.class).one());
        int keys = store.read(h -> h.createQuery("PRAGMA foreign_keys").mapTo(Integer.class).one());
        assertThat(List.of(mode, synchronous, keys)).isEqualTo(List.of("wal", 2, 1));
    }

    @Test
    void referencesAreCheckedByTheDatabaseToo() {
        Given.device(store, "a", "{}");
        assertThatThrownBy(() -> store.read(h -> h.execute(
                        "INSERT INTO device_uplink (device, position, port, above, above_port) VALUES (1, 0, '', 77, '')")))
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("FOREIGN KEY");
    }

    @Test
    void closedStoreRefusesWrites() {
        store.close();
        assertThatThrownBy(() -> Given.device(store, "a", "{}"))
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("closed");
    }

    @Test
    void listenerThatWritesIsToldThatItMustNot() {
        store.onChange(i -> Given.device(store, "b", "{}"));
        Given.device(store, "a", "{}");
        assertThat(store.current().device("b")).isEmpty();
    }

    @Test
    void fullQueueRefusesAndCounts() throws InterruptedException {
        try (DbThread thread = new DbThread("test-db", () -> {})) {
            List<Thread> callers = IntStream.range(0, 257)
                    .mapToObj(i -> Thread.startVirtualThread(() -> thread.call(() -> i)))
                    .toList();
            while (thread.waiting() + thread.refused() < 257) {
                Thread.onSpinWait();
            }
            assertThat(thread.refused()).isEqualTo(1);
            assertThatThrownBy(() -> thread.call(() -> 1)).isInstanceOf(InventoryException.Busy.class);
            thread.start();
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(thread.waiting()).isZero();
        }
    }
}
