package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store over PostgreSQL: the contract, and what can go wrong with a server. */
final class PostgresInventoryStoreTest extends InventoryStoreContract {
    private Place.Server place = new Place.Server("127.0.0.1", 1, "x", "x", Map.of(), Optional.empty());

    @BeforeEach
    @Override
    void begin() {
        place = PostgresServer.shared().place();
        super.begin();
    }

    @Override
    InventoryStore open() {
        return InventoryStore.open(dir, place, clock, PROFILES);
    }

    /** The server ends all sessions of ours, as at its restart. */
    private void loseTheConnection() {
        assertThatThrownBy(() -> store.read(h -> h.execute("SELECT pg_terminate_backend(pg_backend_pid())")))
                .isInstanceOf(InventoryException.Unavailable.class);
    }

    @Test
    void secondVorOnTheSameSchemaIsRefusedAndTheFirstGoesOn() {
        Path other = dir.resolve("other");
        assertThatThrownBy(() -> InventoryStore.open(other, place, clock, PROFILES))
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("is in use by another Vor");
        Given.device(store, "a", "{}");
        assertThat(store.current().devices()).hasSize(1);
    }

    @Test
    void lostConnectionIsMadeAnewByTheNextCallAndNothingIsLost() {
        Given.device(store, "a", "{}");
        loseTheConnection();
        Given.device(store, "b", "{}");
        assertThat(store.trouble()).isEmpty();
        reopen();
        assertThat(store.current().devices()).extracting(d -> d.name()).containsExactly("a", "b");
    }

    @Test
    void lostConnectionIsMadeAnewByAReaderToo() {
        Given.device(store, "a", "{}");
        loseTheConnection();
        assertThat(store.edits(Long.MAX_VALUE, 5)).hasSize(1);
        assertThat(store.trouble()).isEmpty();
    }

    @Test
    void serverThatIsNotThereIsNamedWithoutAPassword() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Place.Server nobody = new Place.Server("127.0.0.1", free, "inv", "vor", Map.of(), Optional.of("so-secret"));
        assertThatThrownBy(() -> InventoryStore.open(dir.resolve("other"), nobody, clock, PROFILES))
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("the inventory postgresql://vor@127.0.0.1:" + free + "/inv cannot be opened")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("so-secret"));
        assertThat(nobody.toString()).doesNotContain("so-secret");
    }

    @Test
    void databaseOfANewerVorIsNotTouched() {
        store.read(h -> h.execute("UPDATE flyway_schema_history SET version = '99' WHERE version IS NOT NULL"));
        store.close();
        assertThatThrownBy(this::open).isInstanceOf(InventoryException.Unavailable.class).hasMessageContaining("newer Vor (schema 99");
    }

    @Test
    void serverThatOnlyReadsRefusesWritesAndStillAnswers() {
        Given.device(store, "a", "{}");
        store.read(h -> h.execute("SET default_transaction_read_only = on"));
        assertThatThrownBy(() -> Given.device(store, "b", "{}"))
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("read-only");
        assertThat(store.current().devices()).hasSize(1);
        store.read(h -> h.execute("SET default_transaction_read_only = off"));
        Given.device(store, "b", "{}");
        assertThat(store.current().devices()).hasSize(2);
    }

    @Test
    void durabilityIsAsWePromise() {
        assertThat(store.<String>read(h -> h.createQuery("SHOW synchronous_commit").mapTo(String.class).one())).isEqualTo("on");
    }

    @Test
    void referencesAreCheckedByTheDatabaseToo() {
        Given.device(store, "a", "{}");
        assertThatThrownBy(() -> store.read(h -> h.execute(
                        "INSERT INTO device_uplink (device, position, port, above, above_port) VALUES (1, 0, '', 77, '')")))
                .isInstanceOf(InventoryException.Unavailable.class)
                .hasMessageContaining("foreign key");
    }
}
