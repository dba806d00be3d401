package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.model.Notice;
import vor.model.State;
import vor.server.api.config.Reloading;
import vor.testkit.ManualClock;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Version;

/** The configuration of a Vor that runs, in virtual time: looked at once a second. */
class ReloadTest {
    private static final String BASE = "site: {name: Hall, zone: UTC}\n";

    @TempDir
    Path folder = Path.of("");

    private final ManualClock clock = new ManualClock();
    private final List<Config> taken = new ArrayList<>();
    private final List<ConfigProblem> refusal = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path file;
    private Reload reload;

    @BeforeEach
    void begin() throws Exception {
        file = folder.resolve("vor.yaml");
        start(BASE);
    }

    private void start(String yaml) throws Exception {
        Files.writeString(file, yaml);
        ConfigReader.Read read = ConfigReader.read(file, SnmpReader.Wanted.of(name -> true), environment);
        reload = new Reload(clock, file, read, environment, next -> {
            if (!refusal.isEmpty()) {
                throw new ConfigException(refusal);
            }
            taken.add(next);
        });
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofSeconds(1));
            reload.look();
        }
    }

    private static Optional<Credential> credential(Config config) {
        return Objects.requireNonNull(config.snmp().credentials().get("lab")).credential();
    }

    private String notices() {
        return String.join("\n", reload.notices().stream().map(n -> n.state().word() + " " + n.why()).toList());
    }

    private double reading(String name) {
        return reload.readings().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow().value().getAsDouble();
    }

    @Test
    void nothingHappensWhileNothingChanges() {
        seconds(10);
        assertThat(taken).isEmpty();
        assertThat(reload.notices()).isEmpty();
    }

    @Test
    void aChangeCountsWhenTheFileHasBeenStillForASecond() throws IOException {
        write(BASE + "ping: {budget: 500}\n");
        seconds(1);
        assertThat(taken).isEmpty();
        seconds(1);
        assertThat(taken).singleElement().satisfies(c -> assertThat(c.ping().budget()).isEqualTo(500));
        seconds(10);
        assertThat(taken).hasSize(1);
        assertThat(reading("vor_config_taken_total")).isEqualTo(1);
    }

    @Test
    void aHalfWrittenFileIsNotReadUntilItIsWhole() throws IOException {
        String whole = BASE + "ping: {budget: 500}\nprofiles: {slow: {interval: 5s}}\n";
        for (int length = 10; length < whole.length(); length += 12) {
            write(whole.substring(0, length));
            seconds(1);
        }
        write(whole);
        seconds(1);
        assertThat(taken).isEmpty();
        assertThat(reload.notices()).isEmpty();
        seconds(1);
        assertThat(taken).singleElement().satisfies(c -> assertThat(c.profiles()).containsKey("slow"));
    }

    @Test
    void aFileThatIsReplacedByAnotherCountsToo() throws IOException {
        Path next = Files.writeString(folder.resolve("vor.yaml.swp"), BASE + "ping: {budget: 500}\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        seconds(2);
        assertThat(taken).hasSize(1);
    }

    @Test
    void aBrokenFileChangesNothingAndIsNamedUntilItIsMended() throws IOException {
        write(BASE + "ping: {budget: lots}\nsnpm: {}\n");
        seconds(30);
        assertThat(taken).isEmpty();
        assertThat(notices())
                .isEqualTo("bad vor.yaml line 2: ping.budget: expected a whole number from 10 to 1000000, got \"lots\" (and 1 more);"
                        + " the configuration of 12:00 goes on.");
        assertThat(reading("vor_config_faults")).isEqualTo(2);
        assertThat(reading("vor_config_refused_total")).isEqualTo(1);
        write(BASE + "ping: {budget: 500}\n");
        seconds(2);
        assertThat(taken).hasSize(1);
        assertThat(reload.notices()).isEmpty();
    }

    @Test
    void aBrokenFileThatIsPutBackSaysNothingAnyMore() throws IOException {
        write("site: [");
        seconds(3);
        assertThat(notices()).contains("this is not YAML");
        write(BASE);
        seconds(3);
        assertThat(reload.notices()).isEmpty();
        assertThat(taken).as("it says what runs already").isEmpty();
    }

    @Test
    void aFileThatIsGoneChangesNothing() throws IOException {
        Files.delete(file);
        seconds(1);
        assertThat(reload.notices()).isEmpty();
        seconds(2);
        assertThat(notices()).startsWith("bad vor.yaml: there is no such file");
        write(BASE);
        seconds(2);
        assertThat(reload.notices()).isEmpty();
    }

    @Test
    void aRemarkOrAnotherOrderIsNoChange() throws Exception {
        start(BASE + "ping: {budget: 500}\nlog: text\n");
        write("# a remark\nlog: text\nping:\n  budget: 500\n" + BASE);
        seconds(5);
        assertThat(taken).isEmpty();
        assertThat(reload.reload(true).changes()).isEmpty();
    }

    @Test
    void whatIsTouchedAndNotChangedIsNotReadAgain() throws IOException {
        write(BASE);
        seconds(5);
        assertThat(taken).isEmpty();
    }

    @Test
    void twoChangesAtOnceAreOne() throws IOException {
        write("site: {name: Arena, zone: Europe/Oslo}\nping: {budget: 500}\n");
        seconds(2);
        assertThat(taken).singleElement().satisfies(c -> {
            assertThat(c.site().name()).isEqualTo("Arena");
            assertThat(c.site().zone()).isEqualTo(ZoneId.of("Europe/Oslo"));
            assertThat(c.ping().budget()).isEqualTo(500);
        });
    }

    @Test
    void eachKeyThatDiffersIsToldWithWhatItWas() throws IOException {
        write("site: {name: Arena, zone: UTC, monitor: core}\nprofiles: {slow: {interval: 5s}}\nreceive: {syslog: {}}\n");
        assertThat(reload.reload(true).changes()).extracting(Reloading.Change::toString).containsExactly(
                "profiles.slow.interval: nothing -> 5s",
                "receive.syslog.listen: nothing -> 127.0.0.1:1514",
                "site.monitor: nothing -> core",
                "site.name: Hall -> Arena");
        assertThat(taken).as("it was only asked").isEmpty();
    }

    @Test
    void aDefaultThatIsWrittenOutIsNoDifference() throws IOException {
        write(BASE + "ping: {budget: 100000}\ndata: data\n");
        assertThat(reload.reload(true).changes()).isEmpty();
    }

    @Test
    void whoAsksDoesNotWait() throws IOException {
        write(BASE + "ping: {budget: 500}\n");
        Reloading.Outcome outcome = reload.reload(false);
        assertThat(outcome.changes()).hasSize(1);
        assertThat(taken).hasSize(1);
        seconds(5);
        assertThat(taken).as("and it is not taken again").hasSize(1);
    }

    @Test
    void whoAsksIsToldEveryFaultWithItsPlace() throws IOException {
        write(BASE + "ping: {budget: 1}\nlog: xml\n");
        assertThat(reload.reload(false).faults()).extracting(Reloading.Fault::line).containsExactlyInAnyOrder(2, 3);
        assertThat(taken).isEmpty();
    }

    @Test
    void whatNeedsARestartIsNamedUntilItIsPutBackAndTheRestCounts() throws IOException {
        write(BASE + "listen: 127.0.0.1:9999\ndata: elsewhere\nping: {budget: 500}\n");
        assertThat(reload.reload(true).changes()).extracting(Reloading.Change::toString)
                .contains("listen: 127.0.0.1:8737 -> 127.0.0.1:9999 (needs a restart)", "data: data -> elsewhere (needs a restart)");
        seconds(2);
        assertThat(notices()).isEqualTo("worn The configuration has changed, and needs a restart: data, listen.");
        assertThat(reading("vor_config_waiting_keys")).isEqualTo(2);
        assertThat(taken).singleElement().satisfies(c -> {
            assertThat(c.listen().port()).isEqualTo(ConfigReader.PORT);
            assertThat(c.data()).isEqualTo(folder.resolve("data"));
            assertThat(c.ping().budget()).isEqualTo(500);
        });
        write(BASE + "ping: {budget: 500}\n");
        seconds(2);
        assertThat(reload.notices()).isEmpty();
    }

    @Test
    void accountsAndEncryptionGoTogetherWithWhatStandsBesideThem() throws Exception {
        start(BASE + "access: {names: [old.example.org]}\n");
        write(BASE + "access: {accounts: on, proxies: [10.0.0.1], names: [new.example.org]}\n");
        seconds(2);
        assertThat(notices()).contains("needs a restart: access.accounts, access.names, access.proxies");
        assertThat(taken).singleElement().satisfies(c -> {
            assertThat(c.access().accounts()).isFalse();
            assertThat(c.access().proxies()).isEmpty();
            assertThat(c.access().names()).containsExactly("old.example.org");
        });
    }

    @Test
    void namesAloneNeedNoRestart() throws IOException {
        write(BASE + "access: {names: [new.example.org]}\n");
        seconds(2);
        assertThat(taken).singleElement().satisfies(c -> assertThat(c.access().names()).containsExactly("new.example.org"));
        assertThat(reload.notices()).isEmpty();
    }

    @Test
    void aFileThatASecretComesFromCountsAndTheSecretIsNotTold() throws Exception {
        Path secret = Files.writeString(folder.resolve("community"), "s3cret\n");
        String yaml = BASE + "snmp: {credentials: {lab: {community: 'file:community'}}, ask: [{credential: lab}]}\n";
        start(yaml);
        Files.writeString(secret, "0ther\n");
        assertThat(reload.reload(true).changes()).singleElement().hasToString("snmp.credentials.lab: a secret -> another secret");
        seconds(2);
        assertThat(taken).singleElement().satisfies(c -> assertThat(credential(c))
                .contains(new Credential.Community(Version.V2C, Secret.of("0ther"))));
    }

    @Test
    void aPasswordThatIsReadWhereItIsNeededIsTakenInByItself() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
        start(BASE + "database: {url: 'postgresql://vor@db.example.org/vor?sslmode=verify-full', password: 'file:password'}\n");
        Files.writeString(password, "0ther\n");
        seconds(3);
        assertThat(taken).hasSize(1);
        assertThat(reload.notices()).isEmpty();
    }

    @Test
    void whoMayComeInByWhomWaitsForARestart() throws Exception {
        String provider = "access: {accounts: on, oidc: {issuer: 'https://id.example.org', client: vor, roles: {admin: [%s]}}}\n";
        start(BASE + provider.formatted("noc"));
        AccessSettings first = ConfigReader.read(file, SnmpReader.Wanted.of(name -> true), environment).config().access();
        write(BASE + provider.formatted("crew").replace("oidc:", "local: off, oidc:"));
        seconds(2);
        assertThat(notices()).contains("needs a restart: access.local, access.oidc.roles.admin");
        assertThat(taken).singleElement().satisfies(c -> {
            assertThat(c.access().local()).isTrue();
            assertThat(c.access().provider()).isEqualTo(first.provider()).isPresent();
        });
    }

    @Test
    void aRefusalOfTheRoomsIsOfTheFilesAsTheyWereRead() throws IOException {
        refusal.add(new ConfigProblem(file.toString(), 0, 0, "database.password", "there is no file new.pw"));
        write(BASE + "database: {url: 'postgresql://vor@db.example.org/vor?sslmode=verify-full', password: 'file:new.pw'}\nping: {budget: 500}\n");
        seconds(3);
        assertThat(notices()).contains("there is no file new.pw");
        refusal.clear();
        Files.writeString(folder.resolve("new.pw"), "s3cret\n");
        seconds(3);
        assertThat(taken).hasSize(1);
        assertThat(reload.notices()).extracting(Notice::about).doesNotContain("configuration");
    }

    @Test
    void aSecretThatCannotBeReadAnyMoreTakesNoCredentialAway() throws Exception {
        Path secret = Files.writeString(folder.resolve("community"), "s3cret\n");
        start(BASE + "snmp: {credentials: {lab: {community: 'file:community'}}}\n");
        Files.delete(secret);
        seconds(3);
        assertThat(taken).isEmpty();
        assertThat(notices()).contains("vor.yaml line 2: snmp.credentials.lab: there is no file").contains("goes on");
        Files.writeString(secret, "n3w");
        seconds(3);
        assertThat(taken).hasSize(1);
        assertThat(reload.notices()).isEmpty();
    }

    @Test
    void aSecretThatWasNeverThereHoldsNothingUpAndIsTakenWhenItComes() throws Exception {
        start(BASE + "snmp: {credentials: {lab: {community: 'file:community'}}}\n");
        write(BASE + "ping: {budget: 500}\nsnmp: {credentials: {lab: {community: 'file:community'}}}\n");
        seconds(2);
        assertThat(taken).hasSize(1);
        Files.writeString(folder.resolve("community"), "n3w");
        seconds(2);
        assertThat(taken).hasSize(2);
        assertThat(credential(taken.getLast())).isPresent();
    }

    @Test
    void whatTheRoomsCannotDoIsAFaultOfTheWhole() throws IOException {
        refusal.add(new ConfigProblem(file.toString(), 0, 0, "receive", "cannot listen for traps on 127.0.0.1 port 162"));
        write(BASE + "ping: {budget: 500}\n");
        seconds(5);
        assertThat(notices()).isEqualTo("bad vor.yaml: receive: cannot listen for traps on 127.0.0.1 port 162; the configuration of 12:00 goes on.");
        refusal.clear();
        assertThat(reload.reload(false).changes()).hasSize(1);
        assertThat(taken).hasSize(1);
        assertThat(reload.notices()).isEmpty();
    }

    @Test
    void aNoticeKeepsItsTimeWhileItLasts() throws IOException {
        write("site: [");
        seconds(3);
        Notice first = reload.notices().getFirst();
        write("site: [[");
        seconds(30);
        assertThat(reload.notices()).singleElement().satisfies(n -> {
            assertThat(n.since()).isEqualTo(first.since());
            assertThat(n.state()).isEqualTo(State.BAD);
        });
    }
}
