package vor.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Notice;
import vor.model.Reading;
import vor.server.access.Copies;
import vor.server.inventory.InventoryStore;
import vor.server.inventory.Mover;

/**
 * Makes backups of a Vor that runs: a zip file with the inventory as a file of SQLite, whichever database keeps it, the
 * accounts, the configuration, and a manifest with checksums. Each part is as it was at one moment. One at a time; any thread.
 */
public final class Backups {
    static final String INVENTORY = "inventory.db";
    static final String ACCOUNTS = "access.db";
    static final String CONFIGURATION = "vor.yaml";
    private static final String LAST = "backup.last";
    private static final String BEGUN = "backup.begun";
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

    private final Path dataDir;
    private final Path configuration;
    private final Supplier<String> site;
    private final InventoryStore store;
    private final Clock clock;
    private final Semaphore one = new Semaphore(1);
    private final Instant begun;
    private volatile Optional<Instant> last;

    /**
     * @param configuration the file, which may be gone
     * @param site its name now
     */
    public Backups(Path dataDir, Path configuration, Supplier<String> site, InventoryStore store, Clock clock) {
        this.dataDir = dataDir;
        this.configuration = configuration;
        this.site = site;
        this.store = store;
        this.clock = clock;
        this.last = remembered(LAST);
        this.begun = begun();
        sweep();
    }

    /** Whoever takes the backup away reads the whole file, or none. */
    public interface Taker {
        void take(Path file, Manifest manifest) throws IOException;
    }

    /**
     * Makes one in the data folder, hands it over, and removes it. It counts as the newest when it was taken whole.
     *
     * @throws BackupException when one is being made already, or it cannot be made
     */
    public void make(Taker taker) {
        if (!one.tryAcquire()) {
            throw new BackupException("another backup is being made; try again in a moment");
        }
        try {
            Path folder = Files.createTempDirectory(dataDir, "backup-");
            try {
                Manifest manifest = gather(folder);
                Path zip = pack(folder, manifest);
                taker.take(zip, manifest);
                remember(manifest.made());
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new BackupException("no backup was made: " + e.getMessage(), e);
        } finally {
            one.release();
        }
    }

    private Manifest gather(Path folder) throws IOException {
        Instant made = clock.now();
        Mover.Moved inventory = store.copyTo(folder.resolve(INVENTORY));
        Copies.copy(dataDir, folder.resolve(ACCOUNTS));
        if (Files.isReadable(configuration)) {
            Files.copy(configuration, folder.resolve(CONFIGURATION), StandardCopyOption.REPLACE_EXISTING);
        }
        Map<String, Manifest.Part> parts = new LinkedHashMap<>();
        for (String name : List.of(INVENTORY, ACCOUNTS, CONFIGURATION)) {
            if (Files.exists(folder.resolve(name))) {
                try (InputStream in = Files.newInputStream(folder.resolve(name))) {
                    parts.put(name, Digest.copy(in, OutputStream.nullOutputStream(), Long.MAX_VALUE));
                }
            }
        }
        return new Manifest(made, site.get(), inventory.devices(), inventory.edits(), parts);
    }

    private static Path pack(Path folder, Manifest manifest) throws IOException {
        Path zip = folder.resolve("backup.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            entry(out, Manifest.NAME, manifest.made());
            out.write(manifest.json());
            for (String name : manifest.files().keySet()) {
                entry(out, name, manifest.made());
                Files.copy(folder.resolve(name), out);
            }
        }
        return zip;
    }

    private static void entry(ZipOutputStream out, String name, Instant made) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(made.toEpochMilli());
        out.putNextEntry(entry);
    }

    /** When the newest backup that somebody has taken was made. */
    public Optional<Instant> last() {
        return last;
    }

    private void remember(Instant made) throws IOException {
        write(LAST, made);
        last = Optional.of(made);
    }

    private void write(String name, Instant at) throws IOException {
        Path next = dataDir.resolve(name + ".new");
        Files.writeString(next, at.toEpochMilli() + "\n", StandardCharsets.US_ASCII);
        Files.move(next, dataDir.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** When there first was something to back up here: the first start on this data folder. */
    private Instant begun() {
        return remembered(BEGUN).orElseGet(() -> {
            Instant now = clock.now();
            try {
                write(BEGUN, now);
            } catch (IOException e) {
                LOG.warn("the time of the first start cannot be kept in {}: {}", dataDir, e.getMessage());
            }
            return now;
        });
    }

    /** How old the newest backup is, judged now; empty while nobody need think of it. Any thread. */
    public Optional<Notice> notice(Limits limits) {
        return limits.judge(last, begun, clock.now());
    }

    private Optional<Instant> remembered(String name) {
        try {
            String text = Files.readString(dataDir.resolve(name), StandardCharsets.US_ASCII).strip();
            return text.matches("[0-9]{1,15}") ? Optional.of(Instant.ofEpochMilli(Long.parseLong(text))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What a Vor that was killed while it made one has left. */
    private void sweep() {
        try (Stream<Path> files = Files.list(dataDir)) {
            files.filter(f -> f.getFileName().toString().matches("(backup|restore)-[0-9]+")).forEach(Backups::remove);
        } catch (IOException e) {
            LOG.warn("the data folder {} cannot be swept", dataDir, e);
        }
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} stays behind", folder, e);
        }
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(Reading.gauge("vor_backup_age_seconds", "Age of the newest backup that was taken; -1 when there is none", () -> last
                .map(l -> Duration.between(l, clock.now()).toSeconds())
                .orElse(-1L)));
    }
}
