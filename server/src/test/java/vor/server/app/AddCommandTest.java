package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code vor add} as a person types it, into a database that no server has open; the page's pattern.test.ts asks the same. */
class AddCommandTest {
    @TempDir
    Path folder;

    private String config = "";

    @BeforeEach
    void begin() throws IOException {
        config = Files.writeString(folder.resolve("vor.yaml"), "site:\n  name: Practice\nlisten: 127.0.0.1:1\ndata: data\n").toString();
    }

    private record Said(int code, String out, String err) {}

    private Said add(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(Stream.concat(Stream.of("add", "-c", config), Stream.of(words)).toArray(String[]::new));
        line.getErr().flush();
        return new Said(code, out.toString(), err.toString());
    }

    private static List<String> names(String pattern) throws NamePattern.Wrong {
        return NamePattern.expand(pattern).stream().map(NamePattern.Made::name).toList();
    }

    @Test
    void patternThatCannotBeSaysWhy() {
        assertThatThrownBy(() -> names("e[1-4")).hasMessageContaining("[ has no ] behind it");
        assertThatThrownBy(() -> names("e1]")).hasMessageContaining("] has no [ before it");
        assertThatThrownBy(() -> names("e[1-[2-3]]")).hasMessageContaining("brackets cannot stand in brackets");
        assertThatThrownBy(() -> names("e[1,]")).hasMessageContaining("empty choice");
        assertThatThrownBy(() -> names("e[01-9]")).hasMessageContaining("same number of digits");
        assertThatThrownBy(() -> names("e[1-999999999]")).hasMessageContaining("at most 2000");
        assertThatThrownBy(() -> names("e[1-99999999999999999999]")).hasMessageContaining("digits");
        assertThatThrownBy(() -> names("[1-2000]".repeat(20))).hasMessageContaining("at most 2000");
    }

    @Test
    void patternGivesEveryChoiceTheLastBracketsFastest() throws NamePattern.Wrong {
        assertThat(names("core")).containsExactly("core");
        assertThat(names("e[1-2]-[1-2]")).containsExactly("e1-1", "e1-2", "e2-1", "e2-2");
        assertThat(names("[08-11]")).containsExactly("08", "09", "10", "11");
        assertThat(names("[3-1,a,C-D]")).containsExactly("3", "2", "1", "a", "C", "D");
        assertThat(names("växel-[å,日本]")).containsExactly("växel-å", "växel-日本");
        assertThat(names("e[1-2000]")).hasSize(2000);
    }

    @Test
    void addressesAndPortsCountUp() throws NamePattern.Wrong {
        assertThat(CountingUp.addresses("198.18.255.194", "/26", 2, true)).containsExactly("198.18.255.194", "198.19.0.2");
        assertThat(CountingUp.addresses("fd9a::ffff", "", 2, false)).containsExactly("fd9a::ffff", "fd9a::1:0");
        assertThatThrownBy(() -> CountingUp.addresses("198.18.0.1/30", "1", 3, true)).hasMessageContaining("no room for 3");
        assertThatThrownBy(() -> CountingUp.addresses("255.255.255.255", "", 2, true)).hasMessageContaining("no room");
        assertThatThrownBy(() -> CountingUp.addresses("2001:db8::1", "", 1, true)).hasMessageContaining("no IPv4");
        assertThatThrownBy(() -> CountingUp.addresses("198.18.0.1", "0", 1, true)).hasMessageContaining("step");
        assertThat(CountingUp.port("ge-0/0/08", 3)).contains("ge-0/0/11");
        assertThat(CountingUp.port("trunk", 1)).isEmpty();
    }

    @Test
    void devicesAreRehearsedAddedTogetherAndNeverWrittenOver() {
        assertThat(add("distro[1-2]").out()).startsWith("Done: 2 added; to take them back: vor undo ");
        String[] words = {"e[1-4]-[1-2]", "--to", "distro[1-2]", "--port", "ge-0/0/[44-45]", "--to-port", "ge-1/0/0", "--v4", "198.18.40.2", "--v4-step", "/26", "--tag", "access"};
        Said dry = add(Stream.concat(Stream.of(words), Stream.of("--dry")).toArray(String[]::new));
        assertThat(dry.out()).contains("+ device e1-1", "Would be: 8 added, 0 changed, 0 removed");
        assertThat(add(words).out()).startsWith("Done: 8 added");
        Said again = add("e[4-5]-1", "--note");
        assertThat(again.code()).isEqualTo(2);
        assertThat(add("e[4-5]-1").err()).isEqualTo("vor: there already: e4-1\nNothing was changed.\n".replace("\n", System.lineSeparator()));
        assertThat(add("f[1-2]", "--to", "distro9", "--dry").code()).isEqualTo(2);
        Said refused = add("f[1-2]", "--to", "distro9");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("f1.uplinks[0].to", "distro9", "Nothing was changed.");
        assertThat(add("f[1,1]").err()).contains("more than once");
    }
}
