package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Clock;
import vor.server.access.Access;
import vor.server.access.Account;
import vor.server.access.Effort;
import vor.server.access.Role;

/** Accounts from the command line, and a command line that talks to a server with accounts. */
class AccountsCommandTest {
    private static final String GOOD = "four cold grey herons";

    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        file = folder.resolve("vor.yaml");
        Files.writeString(file, "site: {name: Guarded}\nlisten: 127.0.0.1:0\naccess: {accounts: on, tls: own}\n");
    }

    private int run(String typed, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            String[] all = new String[args.length + 3];
            all[0] = "accounts";
            System.arraycopy(args, 0, all, 1, args.length);
            all[all.length - 2] = "--config";
            all[all.length - 1] = file.toString();
            return Main.execute(all);
        } finally {
            System.setIn(before);
        }
    }

    private Access open() {
        return Access.open(folder.resolve("data"), Clock.system(), new Effort(64, 1));
    }

    @Test
    void makesChangesAndRemovesAccountsInTheFile() {
        assertThat(run(GOOD + "\n", "add", "ann", "--role", "admin")).isZero();
        assertThat(run(GOOD + "\n", "add", "joe", "--role", "viewer")).isZero();
        assertThat(run("", "role", "joe", "operator")).isZero();
        assertThat(run("five warm red foxes\n", "password", "joe")).isZero();
        try (Access access = open()) {
            assertThat(access.accounts()).extracting(Account::name).containsExactly("ann", "joe");
            assertThat(access.account("joe").map(Account::role)).contains(Role.OPERATOR);
            assertThat(access.login("joe", "five warm red foxes", "").session()).isNotEmpty();
        }
        assertThat(run("", "remove", "joe")).isZero();
        assertThat(run("", "remove", "ann")).isEqualTo(1);
        assertThat(run("", "list")).isZero();
    }

    @Test
    void refusesWhatIsNoPasswordAndWhatDoesNotCome() {
        assertThat(run("short\n", "add", "ann", "--role", "admin")).isEqualTo(2);
        assertThat(run("", "add", "ann", "--role", "admin")).isEqualTo(1);
        assertThat(run(GOOD + "\n", "add", "ann", "--role", "root")).isEqualTo(1);
        assertThat(run(GOOD + "\n", "add", "ann", GOOD, "--role", "admin")).as("a password is no argument").isEqualTo(2);
        try (Access access = open()) {
            assertThat(access.accounts()).isEmpty();
        }
    }

    @Test
    void aCommandTalksToTheServerWithATokenAndItsCertificate() throws Exception {
        Config config = ConfigReader.withoutSecrets(file);
        String key;
        try (Access access = open()) {
            access.add("test", "", "joe", Role.OPERATOR, GOOD);
            Access.Entered entered = access.login("joe", GOOD, "");
            key = access.makeToken(entered.caller(), "", "cli", Role.VIEWER, Clock.system().now().plus(Duration.ofHours(1))).key();
        }
        try (Wiring wiring = Wiring.start(config)) {
            Files.writeString(file, Files.readString(file).replace(":0", ":" + wiring.port()));
            Config running = ConfigReader.withoutSecrets(file);
            Main.ServerOption server = new Main.ServerOption();
            assertThatThrownBy(() -> ApiClient.of(running, server)).hasMessageContaining("wants a token").hasMessageContaining("VOR_TOKEN");
            server.token = "file:" + Files.writeString(folder.resolve("token"), key + "\n");
            try (ApiClient api = ApiClient.of(running, server)) {
                assertThat(api.get("export").statusCode()).isEqualTo(200);
                assertThat(api.postFile("import?format=yaml", "vor: inventory/1\n".getBytes(StandardCharsets.UTF_8), sent -> {}).statusCode()).isEqualTo(403);
            }
            server.fingerprint = "00".repeat(32);
            assertThatThrownBy(() -> ApiClient.of(running, server)).isInstanceOf(IOException.class);
            server.fingerprint = wiring.identity().orElseThrow().fingerprint();
            try (ApiClient api = ApiClient.of(running, server)) {
                assertThat(api.get("site").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aServerWithoutAnAdminHasAKeyForTheFirst() throws Exception {
        try (Wiring wiring = Wiring.start(ConfigReader.withoutSecrets(file))) {
            assertThat(wiring.setupKey()).isPresent();
        }
        assertThat(run(GOOD + "\n", "add", "ann", "--role", "admin")).isZero();
        try (Wiring wiring = Wiring.start(ConfigReader.withoutSecrets(file))) {
            assertThat(wiring.setupKey()).isEmpty();
        }
    }
}
