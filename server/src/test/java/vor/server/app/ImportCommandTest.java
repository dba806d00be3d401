package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vor import}, {@code export} and {@code ansible} as a person types them, into a database that no server has open. */
class ImportCommandTest {
    @TempDir
    Path folder;

    private String config = "";

    @BeforeEach
    void begin() throws IOException {
        config = Files.writeString(folder.resolve("vor.yaml"), "site:\n  name: Practice\nlisten: 127.0.0.1:1\ndata: data\n").toString();
    }

    private record Said(int code, String out, String err) {}

    private static Said vor(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int code = Main.execute(words);
            return new Said(code, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void fileIsRecognisedRehearsedReadAndGivenBack() throws IOException {
        String file = file("patchlist.txt", "e1 distro1 ge-0/0/1\n");
        Said dry = vor("import", "-c", config, "--dry-run", file);
        assertThat(dry.out()).contains("+ device e1", "Would be: 2 added, 0 changed, 0 removed", "Read as gondul");
        Said done = vor("import", "-c", config, "--first-port", "ge-0/0/44", file);
        assertThat(done.code()).isZero();
        assertThat(done.out()).contains("Done: 2 added").doesNotContain("\r");
        assertThat(vor("export", "-c", config, "--format", "csv", "--search", "e1").out()).contains("e1,wired,,distro1,ge-0/0/44,ge-0/0/1");
        assertThat(vor("ansible", "-c", config, "--list").out()).contains("\"profile_wired\":{\"hosts\":[\"distro1\",\"e1\"]}");
        assertThat(vor("ansible", "-c", config, "--host", "e1").out()).startsWith("{\"vor_name\":\"e1\"");
        assertThat(vor("ansible", "-c", config, "--host", "nobody").out()).isEqualTo("{}\n");
    }

    @Test
    void faultsAreSaidByLineAndNothingIsChanged() throws IOException {
        String file = file("hosts", "198.18.0.1 a\n198.18.0.300 b\n");
        Said said = vor("import", "-c", config, file);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).isEqualTo(file + ":2:1: \"198.18.0.300\" is not an address (a line reads address name)\nNothing was changed.\n");
    }

    @Test
    void wordsThatMakeNoSenseAreRefused() throws IOException {
        assertThat(vor("import", "-c", config, "a", "b").code()).isEqualTo(2);
        assertThat(vor("import", "-c", config, "netbox", "http://192.0.2.1/").err()).contains("use https://");
        assertThat(vor("import", "-c", config, "netbox", "https://192.0.2.1/", "--netbox-token", "abc").err()).contains("env:NAME").doesNotContain("abc");
        assertThat(vor("export", "-c", config, "--format", "netbox").code()).isEqualTo(1);
        assertThat(vor("ansible", "-c", config).code()).isEqualTo(2);
    }
}
