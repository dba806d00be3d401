package vor.server.inventory;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Images in PostgreSQL. */
final class PostgresImageTest extends ImageContract {
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
}
