package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.Inventory;
import vor.model.Uplink;
import vor.outside.Checkout;

/** From the core's address to the whole inventory, by who is plugged into whom. */
@OnTheGround
final class DiscoverTest {

    @Test
    void whatIsFoundFromTheCoreIsTheInventoryAndNothingElse(Ground ground) throws Exception {
        Inventory inventory = ground.lab().plan().inventory();
        Result found = discover(ground);
        assertThat(found.exit).as(found.err).isZero();
        assertThat(found.out).contains(inventory.devices().size() + " devices, " + inventory.links().size() + " cables, 0 neighbours");
        assertThat(found.out.lines().filter(l -> l.startsWith("      - {port: ")).count())
                .isEqualTo(inventory.devices().stream().mapToLong(d -> d.uplinks().size()).sum());
        Path file = Files.writeString(Ground.folder("found").resolve("found.yaml"), found.out);
        assertThat(Checkout.vor("import", "--dry-run", "--config", ground.server().config(), file.toString()))
                .startsWith("Would be: 0 added, 0 changed, 0 removed, ");
    }

    @Test
    void crossedCablesAreFoundAndNamedAndNothingElseIs(Ground ground) throws Exception {
        List<List<String>> pairs = List.of(List.of("e7-2", "e12-1"), List.of("e3-4", "e21-1"), List.of("e30-3", "e31-2"));
        Set<String> expected = new TreeSet<>();
        for (List<String> pair : pairs) {
            ground.lab().boxes().crossed(pair.getFirst(), pair.getLast());
            expected.addAll(exchanged(ground, pair.getFirst(), pair.getLast()));
            expected.addAll(exchanged(ground, pair.getLast(), pair.getFirst()));
        }
        Result found = discover(ground, "--compare");
        List<String> lines = new ArrayList<>(found.out.lines().toList());
        assertThat(lines.removeLast()).isEqualTo("569 cables found, 18 differ from the plan of 569");
        assertThat(new TreeSet<>(lines)).isEqualTo(expected);
        assertThat(found.exit).isEqualTo(1);
    }

    /** What is to be said of each cable of one switch that is plugged in where the other's should be. */
    private static List<String> exchanged(Ground ground, String name, String other) {
        Inventory inventory = ground.lab().plan().inventory();
        List<Uplink> own = inventory.device(name).map(Device::uplinks).orElseThrow();
        List<Uplink> far = inventory.device(other).map(Device::uplinks).orElseThrow();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            lines.add(name + " port " + own.get(i).port() + " is plugged into " + place(inventory, far.get(i)) + ", plan says "
                    + place(inventory, own.get(i)));
        }
        return lines;
    }

    private static String place(Inventory inventory, Uplink uplink) {
        return inventory.device(uplink.above()).orElseThrow().name() + " port " + uplink.abovePort();
    }

    private record Result(int exit, String out, String err) {}

    private static Result discover(Ground ground, String... words) throws IOException, InterruptedException {
        String core = ground.lab().plan().inventory().device("core").orElseThrow().addresses().getFirst();
        List<String> command = new ArrayList<>(List.of(
                Checkout.launcher().toString(), "discover", core, "--credential", "all", "--config", ground.server().config()));
        command.addAll(List.of(words));
        Path err = Ground.folder("discover").resolve("err.txt");
        Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), out, Files.readString(err));
    }
}
