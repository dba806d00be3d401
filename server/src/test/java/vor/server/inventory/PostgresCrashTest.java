package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Clock;
import vor.model.Device;

/** {@link CrashContract} over PostgreSQL; and the server itself killed. */
final class PostgresCrashTest extends CrashContract {
    private Place.Server place = new Place.Server("127.0.0.1", 1, "x", "x", Map.of(), Optional.empty());

    @BeforeEach
    void begin() {
        place = PostgresServer.shared().place();
    }

    @Override
    Place place() {
        return place;
    }

    @Override
    void examine(InventoryStore store) {
        int dangling = store.read(h -> h.createQuery(
                        "SELECT count(*) FROM device_tag t LEFT JOIN device d ON d.id = t.device WHERE d.id IS NULL")
                .mapTo(Integer.class)
                .one());
        assertThat(dangling).isZero();
    }

    @Test
    void killedServerLosesNothingItAcknowledgedAndIsUsedAgainWhenItIsBack(@TempDir Path dir) throws Exception {
        long seed = System.nanoTime();
        System.out.println("PostgresCrashTest seed " + seed);
        Random random = new Random(seed);
        List<String> acknowledged = new ArrayList<>();
        try (PostgresServer server = PostgresServer.fresh();
                InventoryStore store = InventoryStore.open(dir, server.place(), Clock.system(), InventoryStoreContract.PROFILES)) {
            for (int round = 0; round < 3; round++) {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    String name = "r" + round + "-" + i;
                    Given.device(store, name, "{'tags':['a']}");
                    acknowledged.add(name);
                }
                server.kill();
                assertThatThrownBy(() -> Given.device(store, "lost", "{}")).isInstanceOf(InventoryException.Unavailable.class);
                assertThat(store.trouble()).isPresent();
                assertThat(store.current().device("lost")).isEmpty();
                server.start();
                Given.device(store, "after" + round, "{}");
                acknowledged.add("after" + round);
                assertThat(store.trouble()).isEmpty();
            }
            assertThat(store.current().devices()).extracting(Device::name).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }
}
