package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int vorLab(String... words) {
        Site site = new Site(directory, "vt-none", Optional.empty(), "vt-none0", "vt-none1", "vt-none-tun");
        CommandLine line = Main.commandLine(site);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(words);
    }

    @Test
    void withoutACommandItSaysWhichThereAre() {
        assertThat(vorLab()).isEqualTo(2);
        assertThat(err.toString()).contains("up", "down", "status", "cut", "heal", "loss", "stall", "delay", "duplicate", "flap", "dark",
                "inventory", "hang", "admin-down", "reboot", "unconfigured", "phase", "overheat", "lose-port", "lose-member", "crossed",
                "visitors", "agent", "traps");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "cut|NAME", "loss e1-1 5|0.5%", "loss e1-1 x%|0.5%", "stall e1-1 800|800ms", "dark purple|CARRIER", "up --devices x|devices",
        "delay e1-1 30ms --jitter 1|800ms", "agent e1-1 odd|LOOPING", "reboot e1-1 fast|800ms", "lose-member distro1 x|NUMBER", "explode|explode"})
    void wrongCallSaysWhatWasExpected(String words, String expected) {
        assertThat(vorLab(words.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(expected);
    }

    @Test
    void inventoryOfAnImpossibleSizeNamesTheRange() {
        assertThat(vorLab("inventory", "--devices", "2")).isEqualTo(1);
        assertThat(err.toString()).contains("4 to 30000").doesNotContain("\tat ");
    }

    @Test
    void commandsBeforeUpSayHowToStart() {
        assertThat(vorLab("status")).isZero();
        assertThat(out.toString()).contains("vor lab up");
        assertThat(vorLab("cut", "e1-1")).isEqualTo(1);
        assertThat(err.toString()).containsAnyOf("vor lab up", "needs root");
    }

    @Test
    void statusForProgramsIsOneLineOfJson() {
        vorLab("status", "--json");
        assertThat(out.toString().strip()).isEqualTo("{\"up\":false}");
    }

    @Test
    void inventoryIsTheGatheringsUnlessAskedOtherwise() {
        vorLab("inventory");
        assertThat(out.toString()).startsWith("vor: inventory/1\n").contains("  e45-4:\n").doesNotContain("e46-1");
    }

    @Test
    void damagedStateIsNamedAndNotPrintedAsATrace() throws IOException {
        Files.writeString(directory.resolve("state"), "nonsense");
        assertThat(vorLab("status")).isEqualTo(1);
        assertThat(err.toString()).contains("state is damaged").contains("vor lab down").doesNotContain("\tat ");
    }
}
