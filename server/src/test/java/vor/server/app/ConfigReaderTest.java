package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.server.inventory.Place;

class ConfigReaderTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void anEmptyFileGivesTheDefaults() throws ConfigException {
        Config config = read("");
        assertThat(config.listen()).hasToString("127.0.0.1:8737");
        assertThat(config.data()).isEqualTo(folder.resolve("data"));
        assertThat(config.ping()).isEqualTo(new Config.Pinging(0.1, 100_000));
        assertThat(config.site().monitor()).isEmpty();
        assertThat(config.profiles()).containsOnlyKeys("wired", "mesh", "remote");
    }

    @Test
    void theStarterFileIsValidAndChangesNoDefault() throws ConfigException, IOException {
        try (InputStream in = ConfigReaderTest.class.getResourceAsStream("/vor/app/starter.yaml")) {
            String starter = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(read(starter)).isEqualTo(read("site: {name: My network}"));
        }
    }

    @Test
    void aDatabaseServerIsOneLineAndItsPasswordAReference() throws ConfigException {
        String address = "postgresql://vor@db.example.org/vor";
        assertThat(read("").database().place()).isEqualTo(new Place.Folder());
        assertThat(read("database: sqlite").database().place()).isEqualTo(new Place.Folder());
        assertThat(read("database: " + address).database().place()).hasToString(address);
        DatabaseSettings settings = read("database: {url: \"" + address + "\", password: env:VOR_DB}").database();
        assertThat(settings.place()).hasToString(address);
        assertThat(settings.password()).contains("env:VOR_DB");
    }

    @Test
    void aPasswordOfADatabaseIsNotRepeated() {
        for (String text : List.of(
                "database: postgresql://vor:hunter2@db/vor",
                "database: {url: \"postgresql://vor:hunter2@db/vor\"}",
                "database: {url: \"postgresql://vor@db/vor\", password: hunter2}",
                "database: {url: \"postgresql://vor@db/vor\", pasword: hunter2}")) {
            ConfigException e = catchThrowableOfType(ConfigException.class, () -> read(text));
            assertThat(e.problems()).hasSize(1);
            assertThat(e.problems().getFirst().toString()).contains("database").doesNotContain("hunter2");
        }
    }

    @Test
    void aPasswordOfADatabaseIsReadWhenItIsNeeded() throws Exception {
        DatabaseSettings settings = read("database: {url: \"postgresql://vor@db/vor\", password: file:word}").database();
        assertThatThrownBy(() -> settings.resolved(Map.of())).hasMessageContaining("there is no file").hasMessageContaining("word");
        Files.writeString(folder.resolve("word"), "four cold grey herons\n");
        assertThat(settings.resolved(Map.of())).isEqualTo(Place.Server.of("postgresql://vor@db/vor").with("four cold grey herons"));
    }

    @Test
    void aProfileOfOnesOwnJoinsTheBuiltInOnes() throws ConfigException {
        Config config = read("profiles:\n  slow: {interval: 5s, vendor: Acme}\n");
        assertThat(config.profiles().get("slow")).satisfies(p -> {
            assertThat(p.interval()).isEqualTo(Duration.ofSeconds(5));
            assertThat(p.vendor()).isEqualTo("Acme");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    listen: 8080                        | 1 |  9 | listen: expected address:port, such as 127.0.0.1:8737, got "8080"
                    listen: [a, b]                      | 1 |  9 | listen: expected address:port, such as 127.0.0.1:8737, got a list
                    lisen: 127.0.0.1:1                  | 1 |  1 | lisen: is not a setting of Vor; did you mean "listen"?
                    ping: {false-downs-per-day: -1}     | 1 | 29 | ping.false-downs-per-day: expected a number from 0.001 to 1000, got "-1"
                    ping: {false-downs-per-day: NaN}    | 1 | 29 | ping.false-downs-per-day: expected a number from 0.001 to 1000, got "NaN"
                    ping: {budget: lots}                | 1 | 16 | ping.budget: expected a whole number from 10 to 1000000, got "lots"
                    ping: fast                          | 1 |  7 | ping: expected keys and values here ("key: value"), got "fast"
                    site: {zone: Mars/Olympus}          | 1 | 14 | site.zone: expected a time zone such as Europe/Oslo, got "Mars/Olympus"
                    profiles: {a: {interval: 1ms}}      | 1 | 26 | profiles.a.interval: expected a span from 10ms to 1h, such as 250ms, 1s, 5min or 1h, got "1ms"
                    profiles: {a: {intervall: 1s}}      | 1 | 16 | profiles.a.intervall: is not a setting of Vor; did you mean "interval"?
                    log: xml                            | 1 |  6 | log: expected text or json, got "xml"
                    """)
    void aFaultIsNamedWithItsPlaceAndWhatWasExpected(String yaml, int line, int column, String message) {
        ConfigProblem problem = problems(yaml).getFirst();
        assertThat(problem.toString()).endsWith("vor.yaml:" + line + ":" + column + ": " + message);
    }

    @Test
    void everyFaultIsFoundInOneReading() {
        assertThat(problems("listen: x\nping: {budget: 0}\nbogus: 1\n")).extracting(ConfigProblem::line).containsExactly(1, 2, 3);
    }

    @Test
    void brokenYamlNamesThePlace() {
        assertThat(problems("site:\n  name: \"open\n").getFirst().toString()).contains("vor.yaml:3:1: this is not YAML");
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertThat(problems("data: a\ndata: b\n").getFirst().toString()).endsWith(":2:1: data: stands here twice; keep one");
    }

    @Test
    void aMissingFileSaysHowToGetOne() {
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> ConfigReader.withoutSecrets(folder.resolve("none.yaml")));
        assertThat(e.problems().getFirst().message()).contains("vor init");
    }

    private Config read(String yaml) throws ConfigException {
        Path file = folder.resolve("vor.yaml");
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ConfigReader.withoutSecrets(file);
    }

    private List<ConfigProblem> problems(String yaml) {
        return catchThrowableOfType(ConfigException.class, () -> read(yaml)).problems();
    }
}
