package vor.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/howto/import.md are files that an empty inventory takes, recognised as what they are. */
class ImportRecipesTest {
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\w+)\\n([^`]*)^```$");

    @TempDir
    Path dir;

    private record Example(Format format, String text) {}

    @Test
    void everyExampleIsTaken() throws IOException {
        Set<Format> seen = new TreeSet<>();
        for (Example e : examples()) {
            try (Exchanged into = new Exchanged(dir.resolve("n" + seen.size() + e.format()))) {
                assertThat(into.faults(e.format(), e.text())).as(e.text()).isEmpty();
                assertThat(into.names()).contains(e.format() == Format.GONDUL || e.format() == Format.ANSIBLE ? e.text().contains("e1-3") ? "e1-3" : "e1-01" : "core");
                assertThat(Format.recognise("pasted", Exchanged.bytes(e.text()))).contains(e.format());
            }
            seen.add(e.format());
        }
        assertThat(seen).containsExactly(Format.values());
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher m = BLOCK.matcher(Files.readString(guide()));
        while (m.find()) {
            String word = m.group(1).equals("yaml") ? "" : m.group(1).equals("inventory") ? "yaml" : m.group(1);
            Optional<Format> format = Format.of(word);
            format.ifPresent(f -> examples.add(new Example(f, m.group(2))));
        }
        return examples;
    }

    private static Path guide() {
        return Stream.of("", "..", "../..")
                .map(up -> Path.of(up).resolve("docs/howto/import.md").toAbsolutePath().normalize())
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/howto/import.md is neither here nor above"));
    }
}
