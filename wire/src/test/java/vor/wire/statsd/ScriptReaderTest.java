package vor.wire.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.wire.statsd.Script.Place;

class ScriptReaderTest {
    private static Script.Fields fields(String text) throws ScriptException {
        return (Script.Fields) ScriptReader.read(text);
    }

    private static Script field(String text, String name) throws ScriptException {
        return Optional.ofNullable(fields(text).fields().get(name)).orElseThrow();
    }

    private static String value(String text) throws ScriptException {
        return ScriptReader.read(text).text();
    }

    @Test
    void aConfigurationAsPeopleWriteIt() throws ScriptException {
        Script.Fields all = fields("""
                /* Graphite */
                {
                  graphitePort: 2003 // usual
                , graphiteHost: "graphite.example.com"
                , 'port': 8125,
                  backends: [ "./backends/graphite", './backends/console', ],
                  console: { prettyprint: true },
                  percentThreshold: [90, -10, 99.9],
                }
                """);
        assertThat(all.fields().keySet()).containsExactly("graphitePort", "graphiteHost", "port", "backends", "console", "percentThreshold");
        assertThat(all.fields().values().stream().map(Script::text))
                .containsExactly("2003", "graphite.example.com", "8125", "./backends/graphite,./backends/console", "[object Object]", "90,-10,99.9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', quoteCharacter = '`', value = {"0x1F 31", "0o17 15", "017 15", "0b11 3", "1e3 1000", "1.5E-2 0.015", ".5 0.5", "5. 5", "-7 -7", "+7 7", "Infinity Infinity", "true true", "null null"})
    void numbersAndWords(String text, String value) throws ScriptException {
        assertThat(value(text)).isEqualTo(value);
    }

    @Test
    void textsWithEscapes() throws ScriptException {
        assertThat(value("'it\\'s \\x41\\u00e6\\u{1F600}\\n\\t\\\\'")).isEqualTo("it's A\u00e6\ud83d\ude00\n\t\\");
        assertThat(value("\"two \\\nlines\"")).isEqualTo("two lines");
        assertThat(value("''")).isEmpty();
    }

    @Test
    void ofEqualNamesTheLastCountsAndAnEmptyObjectIsOne() throws ScriptException {
        assertThat(field("{a: 1, a: 2}", "a").text()).isEqualTo("2");
        assertThat(fields("{}").fields()).isEmpty();
        assertThat(fields("\ufeff { } ;").fields()).isEmpty();
    }

    @Test
    void everyValueKnowsItsPlace() throws ScriptException {
        String text = "{a: 1,\n  b: [true]\n}";
        assertThat(field(text, "a").at()).isEqualTo(new Place(1, 5));
        assertThat(field(text, "b")).isInstanceOfSatisfying(Script.Many.class, many -> assertThat(many.items().getFirst().at()).isEqualTo(new Place(2, 7)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "{a: require('os').hostname()}#1#5#nothing is worked out",
        "{a: 1 + 2}#1#7#expected a comma",
        "{a: 1 b: 2}#1#7#expected a comma",
        "{a 1}#1#4#expected a colon",
        "{a: 'open}#1#5#does not end",
        "{a: 1#1#6#the end of the file",
        "{a: 08}#1#5#expected a number",
        "{a: 1x}#1#5#expected a number",
        "{a: [1,,2]}#1#8#expected an object",
        "{/* a: 1}#1#2#does not end",
        "{a: 1} {b: 2}#1#8#the end of the file",
        "{a: `x`}#1#5#expected an object",
        "{a: \\\\u0041}#1#5#expected",
    })
    void whateverElseIsAnErrorWithItsPlace(String text, int line, int column, String words) {
        assertThatThrownBy(() -> ScriptReader.read(text))
                .isInstanceOfSatisfying(ScriptException.class, e -> assertThat(e.at()).isEqualTo(new Place(line, column)))
                .hasMessageContaining(words);
    }

    @Test
    void depthAndSizeHaveAnEnd() {
        assertThatThrownBy(() -> ScriptReader.read("[".repeat(51))).isInstanceOf(ScriptException.class).hasMessageContaining("within each other");
        assertThatThrownBy(() -> ScriptReader.read(" ".repeat(2_000_000))).isInstanceOf(ScriptException.class).hasMessageContaining("characters");
    }

    @Test
    void nothingButItsOwnErrorIsEverThrown() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> parts = List.of("{", "}", "[", "]", ",", ":", "a", "'x'", "\"", "'", "\\", "\\u{", "\\x4", "1", "0x", "e+", "-", ".", "//", "/*", "*/", "\n", "true", "null", " ", "\ud800", "\0", ";");
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "{a:" : "");
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            try {
                ScriptReader.read(text.toString());
            } catch (ScriptException e) {
                assertThat(e.at().column()).as("seed %d: %s", seed, text).isPositive();
            }
        }
    }
}
