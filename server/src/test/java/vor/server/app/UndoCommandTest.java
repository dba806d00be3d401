package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vor.server.inventory.Batch;
import vor.server.inventory.YamlInventory;
import vor.server.inventory.YamlWriter;

/** {@code vor changes} and {@code vor undo} as a person at a terminal sees them. */
class UndoCommandTest {
    @TempDir
    Path folder;

    private Wiring running;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void begin() throws Exception {
        running = Wiring.inventoryOnly(ConfigReader.withoutSecrets(config(0)));
    }

    @AfterEach
    void end() {
        running.close();
    }

    private Path config(int port) throws IOException {
        Path file = folder.resolve("vor-" + port + ".yaml");
        Files.writeString(file, "site:\n  name: Practice\n  zone: UTC\nlisten: 127.0.0.1:" + port + "\ndata: data\n");
        return file;
    }

    private void load(String who, String devices) {
        Batch yaml = YamlInventory.read(("vor: inventory/1\ndevices:\n" + devices).getBytes(StandardCharsets.UTF_8));
        running.inventory().write(who, edit -> {
            edit.load(yaml, false);
            return "";
        });
    }

    private int vor(Object command, String... words) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[words.length + 2];
        all[0] = "--config";
        all[1] = config(running.port()).toString();
        System.arraycopy(words, 0, all, 2, words.length);
        return line.execute(all);
    }

    @Test
    void listOfNothingSaysSo() throws IOException {
        assertThat(vor(new ChangesCommand())).isZero();
        assertThat(out).hasToString("Nothing was changed yet.\n");
    }

    @Test
    void editsAreATableNewestFirst() throws IOException {
        load("ada", "  a: {}\n  b: {}\n  c: {}\n  d: {}\n  e: {}\n  f: {}\n");
        load("eve", "  a: {note: x}\n");
        vor(new UndoCommand(), "2");
        assertThat(vor(new ChangesCommand())).isZero();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        l -> assertThat(l).matches(" {2}NUMBER +WHEN +WHO +WHAT +NAMES"),
                        l -> assertThat(l).matches(" {2}3 +[0-9-]+ [0-9:]+ +.+ undo of 2: 1 device +a"),
                        l -> assertThat(l).matches(" {2}2 +[0-9-]+ [0-9:]+ +eve +import: 1 device +a +undone by 3"),
                        l -> assertThat(l).matches(" {2}1 +[0-9-]+ [0-9:]+ +ada +import: 6 devices +a, b, c, d, e, …"));
        vor(new ChangesCommand(), "--before", "3", "--limit", "1");
        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void dryRunTellsTheDifferenceAndChangesNothing() throws IOException {
        load("ada", "  a: {note: x}\n");
        assertThat(vor(new UndoCommand(), "1", "--dry-run")).isZero();
        assertThat(out).hasToString("  - device a\nWould be: 0 added, 0 changed, 1 removed, 0 unchanged\n");
        assertThat(running.devices()).isEqualTo(1);
        assertThat(vor(new UndoCommand(), "1")).isZero();
        assertThat(out.toString()).startsWith("  - device a\nDone: ");
        assertThat(YamlWriter.write(running.inventory().current())).isEqualTo("vor: inventory/1\n");
    }

    @Test
    void refusalNamesTheLaterChanges() throws IOException {
        load("ada", "  a: {}\n");
        load("eve", "  b: {uplinks: [{to: a}]}\n");
        assertThat(vor(new UndoCommand(), "1")).isEqualTo(1);
        assertThat(err.toString())
                .contains("vor: edit 1 cannot be undone: devices.b: refers to device \"a\", which would go; later edits: 2 by eve")
                .contains("made device \"b\"")
                .endsWith("Nothing was changed.\n");
    }

    @Test
    void editThatIsNotThereIsSaid() throws IOException {
        assertThat(vor(new UndoCommand(), "9")).isEqualTo(2);
        assertThat(err.toString()).startsWith("vor: there is no edit 9\n");
        assertThat(vor(new UndoCommand(), "x")).isEqualTo(2);
        assertThat(vor(new ChangesCommand(), "--limit", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("limit is a whole number from 1 to 1000");
    }
}
