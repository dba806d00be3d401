package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import vor.model.Device;
import vor.model.Inventory;
import vor.model.Network;
import vor.model.Uplink;
import vor.server.inventory.Batch;
import vor.server.inventory.Delta;
import vor.server.inventory.Fault;
import vor.server.inventory.InventoryException;
import vor.server.inventory.InventoryStore;
import vor.server.inventory.YamlWriter;
import vor.testkit.ManualClock;

/** An inventory into which files are read, and short ways to ask what became of them. */
final class Exchanged implements AutoCloseable {
    private final InventoryStore store;

    Exchanged(Path folder) {
        store = InventoryStore.open(folder, new ManualClock(), Set.of("wired", "mesh", "remote"));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Delta load(Format format, String text) {
        return load(format.read(bytes(text), Options.NONE), false);
    }

    Delta load(Batch batch, boolean replace) {
        return store.write("ada", e -> {
                    e.load(batch, replace);
                    return "";
                })
                .delta();
    }

    /** A YAML inventory without its first line. */
    Exchanged given(String yaml) {
        load(Format.YAML, "vor: inventory/1\n" + yaml);
        return this;
    }

    /** {@code line:column field: message} of each fault; nothing when the file would be taken. */
    List<String> faults(Format format, String text) {
        String before = yaml();
        try {
            load(format, text);
            return List.of();
        } catch (InventoryException.Invalid e) {
            assertThat(yaml()).as("nothing was changed").isEqualTo(before);
            return e.faults().stream().map(Exchanged::words).toList();
        } catch (InventoryException.Malformed e) {
            assertThat(yaml()).as("nothing was changed").isEqualTo(before);
            return List.of(words(e.fault()));
        }
    }

    private static String words(Fault f) {
        return f.line() + ":" + f.column() + " " + (f.field().isEmpty() ? "" : f.field() + ": ") + f.message();
    }

    Inventory inventory() {
        return store.current();
    }

    String yaml() {
        return YamlWriter.write(store.current());
    }

    String write(Format format) {
        return format.write(store.current(), d -> true);
    }

    Device device(String name) {
        return store.current().device(name).orElseThrow(() -> new AssertionError("there is no device " + name));
    }

    Network network(String name) {
        return store.current().network(name).orElseThrow(() -> new AssertionError("there is no network " + name));
    }

    /** {@code port>device:port} of each uplink. */
    List<String> uplinks(String device) {
        return device(device).uplinks().stream().map(this::words).toList();
    }

    private String words(Uplink u) {
        return u.port() + ">" + store.current().device(u.above()).orElseThrow().name() + ":" + u.abovePort();
    }

    List<String> names() {
        return store.current().devices().stream().map(Device::name).toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
