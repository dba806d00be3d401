package vor.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.Clock;
import vor.server.health.handlers.tired.TiredHandler;

/** docs/howto/add-a-handler.md shows what is compiled and tested here, to the letter. */
class HowtoTest {
    private static final Path HOWTO = Path.of("..", "docs", "howto", "add-a-handler.md");
    private static final Path EXAMPLE = Path.of("src", "test", "java", "vor", "server", "health", "handlers", "tired");

    @ParameterizedTest
    @ValueSource(strings = {"package-info.java", "TiredHandler.java", "TiredHandlerTest.java"})
    void theHowtoShowsTheFileThatIsCompiled(String file) throws IOException {
        assertThat(blocks()).contains(Files.readString(EXAMPLE.resolve(file)));
    }

    @Test
    void theHandlerIsUnderFiftyLines() throws IOException {
        assertThat(Files.readAllLines(EXAMPLE.resolve("TiredHandler.java"))).hasSizeLessThan(50);
    }

    @Test
    void theLineForTheListIsWrittenAsTheListIs() throws IOException {
        String list = Files.readString(Path.of("src", "main", "java", "vor", "server", "health", "Handlers.java"));
        assertThat(blocks()).contains("                new TiredHandler(),\n");
        assertThat(list).contains("\n                new MgmtHandler(),\n");
    }

    @Test
    void theExampleWorksInTheEngine() {
        assertThat(new HealthEngine(List.of(new TiredHandler()), Clock.system()).current()).isEmpty();
    }

    private static List<String> blocks() throws IOException {
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(HOWTO))
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }
}
