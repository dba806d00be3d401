package vor.server.inventory;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Device;
import vor.testkit.ManualClock;

/** A store that is opened for each test, whichever database is behind it. */
abstract class StoreFixture {
    static final Set<String> PROFILES = Set.of("wired", "mesh", "remote");

    final ManualClock clock = new ManualClock();

    @TempDir
    Path dir;

    InventoryStore store;

    /** Opens the same database again each time. */
    abstract InventoryStore open();

    @BeforeEach
    void begin() {
        store = open();
    }

    @AfterEach
    void end() {
        store.close();
    }

    void reopen() {
        store.close();
        store = open();
    }

    Device device(String name) {
        return store.current().device(name).orElseThrow();
    }
}
