package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Vor a command talks to. */
class ApiClientTest {
    @TempDir
    Path folder;

    @Test
    void neverTouchesTheVorOfAnotherSiteOnTheSamePort() throws Exception {
        try (Wiring other = Wiring.inventoryOnly(config("other", "Production", 0))) {
            Config mine = config("mine", "Practice", other.port());
            assertThatThrownBy(() -> ApiClient.of(mine, new Main.ServerOption()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("\"Production\"")
                    .hasMessageContaining("\"Practice\"");
        }
    }

    @Test
    void talksToTheVorThatRunsOnThisConfiguration() throws Exception {
        try (Wiring running = Wiring.inventoryOnly(config("mine", "Practice", 0));
                ApiClient api = ApiClient.of(config("mine", "Practice", running.port()), new Main.ServerOption())) {
            assertThat(api.get("site").statusCode()).isEqualTo(200);
        }
    }

    private Config config(String name, String site, int port) throws IOException, ConfigException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(
                file, "site:\n  name: " + site + "\nlisten: 127.0.0.1:" + port + "\ndata: data-" + name + "\n");
        return ConfigReader.withoutSecrets(file);
    }
}
