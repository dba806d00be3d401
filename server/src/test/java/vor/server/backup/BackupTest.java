package vor.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;
import vor.model.Device;
import vor.server.access.Access;
import vor.server.access.Effort;
import vor.server.access.Role;
import vor.server.inventory.Condition;
import vor.server.inventory.InventoryStore;
import vor.server.inventory.Kind;
import vor.server.inventory.Place;
import vor.testkit.ManualClock;

class BackupTest {
    private static final Place FOLDER = new Place.Folder();
    private static final String PASSWORD = "four cold grey herons";

    private final ManualClock clock = new ManualClock();

    @TempDir
    Path dir = Path.of("");

    private Path data = dir;
    private Path elsewhere = dir;
    private Path zip = dir;
    private InventoryStore store;
    private Backups backups;

    @BeforeEach
    void begin() throws IOException {
        data = Files.createDirectory(dir.resolve("data"));
        elsewhere = dir.resolve("elsewhere");
        zip = dir.resolve("backup.zip");
        Files.writeString(dir.resolve("vor.yaml"), "site: {name: Hall}\n");
        store = open(data);
        backups = new Backups(data, dir.resolve("vor.yaml"), () -> "Hall", store, clock);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private InventoryStore open(Path folder) {
        return InventoryStore.open(folder, clock, Set.of("wired"));
    }

    private static void device(InventoryStore store, String name) {
        store.write("ada", e -> e.put(Kind.DEVICE, name, JsonNodeFactory.instance.objectNode().put("note", "<b>" + name), Condition.NONE));
    }

    private void backup() {
        backups.make((file, manifest) -> Files.copy(file, zip, StandardCopyOption.REPLACE_EXISTING));
    }

    private List<String> names(Path folder) {
        try (InventoryStore other = open(folder)) {
            return other.current().devices().stream().map(Device::name).toList();
        }
    }

    private static Access access(Path folder, ManualClock clock) {
        return Access.open(folder, clock, new Effort(64, 1));
    }

    @Test
    void everythingComesBackElsewhere() {
        device(store, "core");
        device(store, "e1");
        store.undo("ada", 2, false);
        backup();
        Restore.Restored restored = Restore.take(zip, elsewhere, FOLDER, false);
        assertThat(restored.inventory().devices()).isEqualTo(1);
        assertThat(restored.manifest().site()).isEqualTo("Hall");
        assertThat(restored.manifest().made()).isEqualTo(clock.now());
        try (InventoryStore other = open(elsewhere)) {
            assertThat(other.current().devices()).containsExactlyElementsOf(store.current().devices());
            assertThat(other.current().revision()).isEqualTo(store.current().revision());
            assertThat(other.edits(Long.MAX_VALUE, 10)).isEqualTo(store.edits(Long.MAX_VALUE, 10));
        }
        assertThat(elsewhere).isDirectoryNotContaining(f -> f.getFileName().toString().startsWith("restore-"));
    }

    @Test
    void backupUnderLoadIsWholeAndHoldsAllThatWasAcknowledgedBeforeIt() throws Exception {
        AtomicInteger written = new AtomicInteger();
        AtomicInteger wanted = new AtomicInteger(50);
        Thread writer = Thread.ofPlatform().start(() -> {
            while (written.get() < wanted.get()) {
                device(store, "d" + written.get());
                written.incrementAndGet();
            }
        });
        for (int round = 0; round < 3; round++) {
            int before = written.get();
            wanted.addAndGet(40);
            backup();
            int after = written.get() + 1;
            Restore.take(zip, elsewhere, FOLDER, true);
            List<String> names = new ArrayList<>(names(elsewhere));
            assertThat(names.size()).isBetween(before, after);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                expected.add("d" + i);
            }
            assertThat(names).containsExactlyInAnyOrderElementsOf(expected);
        }
        writer.join();
    }

    @Test
    void accountsComeBackWithoutTheirSessions() {
        String session;
        try (Access access = access(data, clock)) {
            access.add("test", "", "ann", Role.ADMIN, PASSWORD);
            session = access.login("ann", PASSWORD, "192.0.2.1").session();
            assertThat(access.bySession(session)).isPresent();
            backup();
        }
        Restore.take(zip, elsewhere, FOLDER, false);
        try (Access other = access(elsewhere, clock)) {
            assertThat(other.bySession(session)).isEmpty();
            assertThat(other.login("ann", PASSWORD, "192.0.2.1").caller().role()).isEqualTo(Role.ADMIN);
        }
    }

    @Test
    void whatIsThereIsNotLostUnlessThatWasSaid() throws IOException {
        device(store, "core");
        backup();
        try (InventoryStore other = open(elsewhere)) {
            device(other, "precious");
        }
        assertThatThrownBy(() -> Restore.take(zip, elsewhere, FOLDER, false))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("holds an inventory already");
        assertThat(names(elsewhere)).containsExactly("precious");
        Files.writeString(elsewhere.resolve("claims.json"), "{}");
        Restore.take(zip, elsewhere, FOLDER, true);
        assertThat(names(elsewhere)).containsExactly("core");
        assertThat(elsewhere.resolve("claims.json")).doesNotExist();
    }

    @Test
    void accountsThatAreThereAreNotLostUnlessThatWasSaid() {
        try (Access access = access(data, clock)) {
            access.add("test", "", "ann", Role.ADMIN, PASSWORD);
        }
        backup();
        try (Access other = access(elsewhere, clock)) {
            other.add("test", "", "joe", Role.ADMIN, PASSWORD);
        }
        assertThatThrownBy(() -> Restore.take(zip, elsewhere, FOLDER, false)).hasMessageContaining("holds accounts already");
        try (Access other = access(elsewhere, clock)) {
            assertThat(other.account("joe")).isPresent();
        }
        Restore.take(zip, elsewhere, FOLDER, true);
        try (Access other = access(elsewhere, clock)) {
            assertThat(other.account("joe")).isEmpty();
            assertThat(other.account("ann")).isPresent();
        }
    }

    @Test
    void nothingIsRestoredUnderAVorThatRuns() {
        device(store, "core");
        backup();
        assertThatThrownBy(() -> Restore.take(zip, data, FOLDER, true)).hasMessageContaining("in use by another Vor");
        assertThat(store.current().devices()).hasSize(1);
    }

    @Test
    void damageIsFoundBeforeAnythingIsTouched() throws IOException {
        device(store, "core");
        backup();
        byte[] whole = Files.readAllBytes(zip);
        long seed = System.nanoTime();
        System.out.println("BackupTest seed " + seed);
        Random random = new Random(seed);
        try (InventoryStore other = open(elsewhere)) {
            device(other, "precious");
        }
        int refused = 0;
        for (int round = 0; round < 60; round++) {
            byte[] broken = round % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int i = 0; round % 3 != 0 && i < 8; i++) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(zip, broken);
            try {
                Restore.take(zip, elsewhere, FOLDER, true);
                assertThat(names(elsewhere)).containsExactly("core"); // what was hit was of no matter: a time, a comment
                Restore.take(fresh(whole), elsewhere, FOLDER, true);
            } catch (BackupException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(40);
    }

    private Path fresh(byte[] whole) throws IOException {
        return Files.write(dir.resolve("whole.zip"), whole);
    }

    /** The same backup with other parts. */
    private void forge(Map<String, byte[]> parts) throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                all.put(entry.getName(), file.getInputStream(entry).readAllBytes());
            }
        }
        all.putAll(parts);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, byte[]> part : all.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(part.getValue());
            }
        }
    }

    private String manifest(String files) {
        return "{\"vor\":\"backup/1\",\"made\":1,\"site\":\"x\",\"devices\":1,\"edits\":1,\"files\":{" + files + "}}";
    }

    @Test
    void nameThatLeadsOutOfTheFolderIsNotUnpacked() throws IOException {
        backup();
        String part = "{\"bytes\":1,\"sha256\":\"x\"}";
        forge(Map.of("../evil", new byte[1], Manifest.NAME, manifest("\"inventory.db\":" + part + ",\"../evil\":" + part).getBytes()));
        assertThatThrownBy(() -> Restore.take(zip, elsewhere, FOLDER, false)).isInstanceOf(BackupException.class);
        assertThat(dir.resolve("evil")).doesNotExist();
        assertThat(elsewhere.resolve("evil")).doesNotExist();
    }

    @Test
    void bombIsNotUnpacked() throws IOException {
        backup();
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(Manifest.NAME));
            out.write(manifest("\"inventory.db\":{\"bytes\":68719476736,\"sha256\":\"x\"}").getBytes());
            out.putNextEntry(new ZipEntry("inventory.db"));
            zeros(out, 64 << 20);
        }
        assertThatThrownBy(() -> Restore.take(zip, elsewhere, FOLDER, false)).hasMessageContaining("too many for a backup of its size");
        forge(Map.of(Manifest.NAME, manifest("\"inventory.db\":{\"bytes\":1000,\"sha256\":\"x\"}").getBytes()));
        assertThatThrownBy(() -> Restore.take(zip, elsewhere, FOLDER, false)).hasMessageContaining("is damaged");
        assertThat(elsewhere.resolve(InventoryStore.FILE)).doesNotExist();
    }

    private static void zeros(OutputStream out, int count) throws IOException {
        byte[] slice = new byte[1 << 16];
        for (int n = 0; n < count; n += slice.length) {
            out.write(slice);
        }
    }

    @Test
    void fileThatIsNoBackupIsNamed() throws IOException {
        assertThatThrownBy(() -> Restore.take(dir.resolve("none.zip"), elsewhere, FOLDER, false)).hasMessageContaining("none.zip");
        Files.writeString(zip, "a letter");
        assertThatThrownBy(() -> Restore.take(zip, elsewhere, FOLDER, false)).hasMessageContaining("is no backup of Vor");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("photo.jpg"));
        }
        assertThatThrownBy(() -> Restore.take(zip, elsewhere, FOLDER, false)).hasMessageContaining("has no manifest");
    }

    @Test
    void backupCountsOnlyWhenItWasTakenAndIsRememberedAfterAStart() {
        assertThatThrownBy(() -> backups.make((file, manifest) -> {
                    throw new IOException("the reader went away");
                }))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("went away");
        assertThat(backups.last()).isEmpty();
        backup();
        assertThat(backups.last()).contains(clock.now());
        assertThat(new Backups(data, dir.resolve("vor.yaml"), () -> "Hall", store, clock).last()).contains(clock.now());
        assertThat(data).isDirectoryNotContaining(f -> f.getFileName().toString().startsWith("backup-"));
    }
}
