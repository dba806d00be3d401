package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DbCommandTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void begin() throws Exception {
        Files.writeString(folder.resolve("vor.yaml"), "site: {name: Test}\n");
    }

    private int vor(String... words) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "-c";
        all[words.length + 1] = folder.resolve("vor.yaml").toString();
        return line.execute(all);
    }

    @Test
    void saysWhereItIs() {
        assertThat(vor("db", "where")).isZero();
        assertThat(out.toString()).contains(folder.resolve("data").resolve("inventory.db").toString());
    }

    @Test
    void moveToWhereItIsChangesNothing() {
        assertThat(vor("db", "move", "sqlite")).isEqualTo(1);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void moveToNowhereNamesThePlaceAndNoPassword() throws Exception {
        Files.writeString(folder.resolve("word"), "so-secret");
        assertThat(vor("db", "move", "postgresql://vor@127.0.0.1:1/vor", "--password", "file:" + folder.resolve("word"))).isEqualTo(1);
        assertThat(out.toString()).doesNotContain("so-secret");
    }

    @Test
    void addressThatIsNoneIsAnError() {
        assertThat(vor("db", "move", "mysql://vor@127.0.0.1/vor")).isEqualTo(1);
        assertThat(vor("db", "move", "postgresql://vor@127.0.0.1/vor", "--password", "hunter2")).isEqualTo(1);
        assertThat(out.toString()).doesNotContain("hunter2");
    }
}
