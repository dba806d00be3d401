package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Clock;
import vor.model.Device;

/** A process that writes is killed in the middle of it: nothing that it acknowledged is lost, and the database is whole. */
abstract class CrashContract {
    private static final int ROUNDS = 5;

    /** Where it writes. */
    abstract Place place();

    /** Asks the database itself whether it is whole. */
    abstract void examine(InventoryStore store);

    @Test
    void killedWriterLosesNothingItAcknowledged(@TempDir Path dir) throws Exception {
        long seed = System.nanoTime();
        System.out.println(getClass().getSimpleName() + " seed " + seed);
        Random random = new Random(seed);
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(writeAndKill(dir, "r" + round, 5 + random.nextInt(200)));
            check(dir, acknowledged);
        }
    }

    private List<String> writeAndKill(Path dir, String round, int writes) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.sqlite.tmpdir=" + dir, // a killed process leaves its copy of the library there
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashWriter.class.getName(),
                        dir.toString(),
                        round,
                        place() instanceof Place.Server server ? server.toString() : "")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = out.readLine()) != null; ) {
                if (line.startsWith(round + "-")) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == writes) {
                    writer.toHandle().destroyForcibly(); // SIGKILL while it goes on; what it still said is read
                }
            }
        } finally {
            writer.destroyForcibly();
        }
        writer.waitFor();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(writes);
        return acknowledged;
    }

    private void check(Path dir, List<String> acknowledged) {
        try (InventoryStore store = InventoryStore.open(dir, place(), Clock.system(), InventoryStoreContract.PROFILES)) {
            examine(store);
            List<String> names = store.current().devices().stream().map(Device::name).toList();
            assertThat(names).containsAll(acknowledged);
            assertThat(store.current().devices()).allSatisfy(d -> {
                assertThat(d.addresses()).containsExactly(d.name() + ".example");
                assertThat(d.tags()).containsExactly("a", "b");
            });
            int changes = store.read(h -> h.createQuery("SELECT count(*) FROM change").mapTo(Integer.class).one());
            assertThat(changes).isEqualTo(names.size());
        }
    }
}
