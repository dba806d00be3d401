package vor.server.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vor.model.Device;
import vor.model.Inventory;
import vor.server.inventory.Batch;
import vor.server.inventory.InventoryException;
import vor.server.inventory.YamlInventory;
import vor.server.inventory.YamlWriter;

/** The formats in which an inventory comes and goes. Recipes: docs/howto/import.md. */
public enum Format {
    /** Our own, and all of it: docs/formats/inventory.md. */
    YAML("yaml", "application/yaml", "inventory.yaml", Set.of("application/yaml", "application/x-yaml", "text/yaml")),
    /** Devices as a table. */
    CSV("csv", "text/csv; charset=utf-8; header=present", "devices.csv", Set.of("text/csv", "text/tab-separated-values")),
    /** Switch lines and patch lists of event crews in, patch lists out. */
    GONDUL("gondul", "text/plain; charset=utf-8", "patchlist.txt", Set.of()),
    /** Answers of NetBox's REST API. */
    NETBOX("netbox", "", "", Set.of()),
    /** Inventory files in, dynamic inventory out. */
    ANSIBLE("ansible", "application/json", "ansible.json", Set.of()),
    HOSTS("hosts", "text/plain; charset=utf-8", "hosts", Set.of()),
    /** http_sd and file_sd. */
    PROMETHEUS("prometheus", "application/json", "targets.json", Set.of());

    private final String word;
    private final String written;
    private final String file;
    private final Set<String> types;

    Format(String word, String written, String file, Set<String> types) {
        this.word = word;
        this.written = written;
        this.file = file;
        this.types = types;
    }

    /** As {@code ?format=} and {@code --format} name it. */
    public String word() {
        return word;
    }

    /** The media type of what is written; empty when it is only read. */
    public String type() {
        return written;
    }

    /** The usual name of a file that is written. */
    public String fileName() {
        return file;
    }

    public boolean isWritten() {
        return !written.isEmpty();
    }

    /** Whether a file may say what there is, so that the rest is removed. */
    public boolean mayReplace() {
        return this == YAML || this == CSV;
    }

    public static Optional<Format> of(String word) {
        return Stream.of(values()).filter(f -> f.word.equals(word)).findFirst();
    }

    /** The one format that is sent by this media type. */
    public static Optional<Format> byType(String mediaType) {
        return Stream.of(values()).filter(f -> f.types.contains(mediaType)).findFirst();
    }

    /** The one that a file looks like, by its name and its beginning. */
    public static Optional<Format> recognise(String fileName, byte[] bytes) {
        return Recognition.of(fileName, bytes);
    }

    public static List<String> words(Predicate<Format> which) {
        return Stream.of(values()).filter(which).map(Format::word).toList();
    }

    /**
     * Reads a file.
     *
     * @throws InventoryException.Malformed when no more than one thing can be said of it
     */
    public Batch read(byte[] bytes, Options options) {
        return switch (this) {
            case YAML -> YamlInventory.read(bytes);
            case CSV -> CsvReader.read(Source.text(bytes));
            case GONDUL -> GondulReader.read(Source.text(bytes), options);
            case NETBOX -> NetBoxReader.read(JsonTree.all(Source.text(bytes)), options);
            case ANSIBLE -> AnsibleReader.read(Source.text(bytes));
            case HOSTS -> HostsReader.read(Source.text(bytes));
            case PROMETHEUS -> PrometheusReader.read(Source.text(bytes));
        };
    }

    /**
     * Writes the devices that are chosen; YAML always is the whole inventory.
     *
     * @throws IllegalStateException when this format is only read
     */
    public String write(Inventory inventory, Predicate<Device> chosen) {
        List<Device> devices = inventory.devices().stream().filter(chosen).toList();
        return switch (this) {
            case YAML -> YamlWriter.write(inventory);
            case CSV -> CsvWriter.write(inventory, devices);
            case ANSIBLE -> AnsibleWriter.write(inventory, devices);
            case HOSTS -> HostsWriter.write(devices);
            case PROMETHEUS -> PrometheusWriter.write(inventory, devices);
            case GONDUL -> GondulWriter.write(inventory, devices);
            case NETBOX -> throw new IllegalStateException(word + " is only read");
        };
    }
}
