package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Backups in a folder, the newest of them kept. */
class KeptTest {
    @TempDir
    Path folder = Path.of("");

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theNewestStayAndFilesOfOthersToo() throws IOException {
        for (int day = 1; day <= 5; day++) {
            Files.createFile(folder.resolve(Kept.name(Instant.parse("2026-04-0" + day + "T02:30:00Z"))));
        }
        Files.createFile(folder.resolve("vor-backup-mine.zip"));
        Files.createFile(folder.resolve("notes"));
        Kept.prune(folder, 2);
        assertThat(names()).containsExactly("notes", "vor-backup-20260404T023000Z.zip", "vor-backup-20260405T023000Z.zip", "vor-backup-mine.zip");
        Kept.prune(folder, 9);
        assertThat(names()).hasSize(4);
    }

    private static int vor(Path file, StringWriter out, String... words) {
        String[] all = Stream.concat(Stream.of("--config", file.toString()), Stream.of(words)).toArray(String[]::new);
        return new CommandLine(new BackupCommand()).setOut(new PrintWriter(out, true)).execute(all);
    }

    @Test
    void aFolderGetsABackupNamedByItsTime() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path file = Files.writeString(home.resolve("vor.yaml"), "site: {name: Kept}\nlisten: 127.0.0.1:1\n");
        Files.createFile(folder.resolve("vor-backup-20200101T000000Z.zip"));
        StringWriter out = new StringWriter();
        assertThat(vor(file, out, "--keep", "1", folder.toString())).isZero();
        assertThat(names()).hasSize(2).anyMatch(n -> n.matches("vor-backup-2[0-9]{7}T[0-9]{6}Z.zip")).doesNotContain("vor-backup-20200101T000000Z.zip");
        assertThat(vor(file, out, "--keep", "1", folder.resolve("one.zip").toString())).as("a file is no folder").isEqualTo(1);
    }
}
