package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.server.collect.snmp.SnmpSettings;
import vor.wire.snmp.Credential;
import vor.wire.snmp.PrivacyProtocol;
import vor.wire.snmp.Secret;
import vor.wire.snmp.Version;

class SnmpConfigTest {
    @TempDir
    Path folder = Path.of("");

    private SnmpSettings read(String yaml) throws ConfigException, IOException {
        Path file = folder.resolve("vor.yaml");
        Files.writeString(file, yaml);
        return ConfigReader.read(file).snmp();
    }

    private static SnmpSettings.Known known(SnmpSettings snmp, String name) {
        return Objects.requireNonNull(snmp.credentials().get(name));
    }

    @Test
    void aCommunityInAFileBesideTheConfigurationIsFound() throws Exception {
        Files.writeString(folder.resolve("community"), "s3cret\n");
        SnmpSettings snmp = read("""
                snmp:
                  credentials:
                    lab: {version: 2c, community: file:community}
                  ask:
                    - {tag: border, credential: lab, fast: 1s, normal: 10s, slow: 1min, port: 1161}
                    - {device: old, credential: none}
                    - {credential: lab}
                """);
        assertThat(known(snmp, "lab").credential())
                .contains(new Credential.Community(Version.V2C, Secret.of("s3cret")));
        assertThat(snmp.rules()).hasSize(3);
        assertThat(snmp.rules().getFirst().pace().fast()).isEqualTo(Duration.ofSeconds(1));
        assertThat(snmp.rules().getFirst().port()).isEqualTo(1161);
        assertThat(snmp.rules().get(1).credential()).isEmpty();
        assertThat(snmp.rules().get(2).pace().slow()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aUserOfVersion3HasBothPasswords() throws Exception {
        Files.writeString(folder.resolve("a"), "authauthauth");
        Files.writeString(folder.resolve("p"), "privprivpriv");
        SnmpSettings snmp = read("""
                snmp:
                  credentials:
                    noc: {version: 3, user: vor, auth: sha256, auth-password: file:a, privacy: aes256-cisco, privacy-password: file:p}
                """);
        assertThat(known(snmp, "noc").credential()).get().isInstanceOfSatisfying(Credential.User.class, u -> {
            assertThat(u.name()).isEqualTo("vor");
            assertThat(u.privacy()).get().extracting(Credential.User.Privacy::protocol).isEqualTo(PrivacyProtocol.AES256_REEDER);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    snmp: {credentials: {x: {community: hunter2}}}                          | not the secret itself
                    snmp: {credentials: {x: {version: 2c}}}                                 | expected a reference to the secret
                    snmp: {credentials: {x: {version: 4, community: env:A}}}                | expected 1, 2c or 3
                    snmp: {credentials: {x: {version: 3}}}                                  | version 3 needs a user's name
                    snmp: {credentials: {x: {version: 3, user: u, auth: sha3}}}             | expected md5, sha1
                    snmp: {credentials: {x: {version: 3, user: u, privacy: aes128, privacy-password: env:A}}} | needs "auth"
                    snmp: {ask: [{credential: y}]}                                          | there is no credential "y"
                    snmp: {ask: [{tag: y}]}                                                 | name one of "credentials"
                    snmp: {ask: {credential: y}}                                            | expected a list (lines that begin
                    receive: {traps: {listen: 127.0.0.1:1162}}                              | name those of "snmp.credentials"
                    receive: {traps: {credentials: [y]}}                                    | there is no credential "y" in "snmp.credentials"
                    receive: {syslog: {listen: 514}}                                        | expected address:port, such as 127.0.0.1:1514
                    receive: {sylog: {}}                                                    | did you mean "syslog"?
                    receive: {traps: {credentials: [y], port: 1}}                           | port: is not a setting of Vor
                    snmp: {budget: 0}                                                       | expected a whole number from 1 to 100000
                    """)
    void whatIsWrongIsNamedAndASecretIsNeverRepeated(String yaml, String words) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems().toString())
                .contains(words)
                .doesNotContain("hunter2"));
    }

    @Test
    void hintsAreHeardWhereTheConfigurationSaysSoAndNowhereElse() throws Exception {
        Files.writeString(folder.resolve("community"), "s3cret");
        assertThat(receive("receive: {}")).isEqualTo(Receiving.NONE);
        Receiving on = receive("""
                snmp: {credentials: {lab: {community: 'file:community'}, gone: {community: 'file:nowhere'}}}
                receive:
                  traps: {credentials: [lab, gone]}
                  syslog: {listen: '[::]:514'}
                """);
        assertThat(on.traps().orElseThrow().listen()).hasToString("127.0.0.1:1162");
        assertThat(on.traps().orElseThrow().credentials()).containsExactly(new Credential.Community(Version.V2C, Secret.of("s3cret")));
        assertThat(on.syslog().orElseThrow()).hasToString("[::]:514");
        assertThat(receive("receive: {syslog: {}}").syslog().orElseThrow()).hasToString("127.0.0.1:1514");
    }

    private Receiving receive(String yaml) throws ConfigException, IOException {
        Path file = folder.resolve("vor.yaml");
        Files.writeString(file, yaml);
        return ConfigReader.read(file).receive();
    }

    @Test
    void aSecretThatIsNotThereIsATroubleOfItsCredentialOnly() throws Exception {
        SnmpSettings snmp = read("snmp: {credentials: {x: {community: 'env:NOBODY_HAS_SET_THIS'}, y: {community: 'file:nowhere'}}}");
        assertThat(known(snmp, "x").trouble()).isEqualTo("the environment has no variable NOBODY_HAS_SET_THIS");
        assertThat(known(snmp, "y").trouble()).contains("there is no file").contains("nowhere");
    }

    @Test
    void vaultIsAskedWithItsTokenAndOnlyTheFieldIsTaken() throws IOException {
        HttpServer vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vault.createContext("/v1/secret/data/snmp", exchange -> {
            boolean allowed = "t0ken".equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
            byte[] body = (allowed ? "{\"data\":{\"data\":{\"community\":\"deep\"}}}" : "{\"errors\":[]}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(allowed ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        vault.start();
        try {
            String address = "http://127.0.0.1:" + vault.getAddress().getPort() + "/";
            Secrets right = new Secrets(Map.of("VAULT_ADDR", address, "VAULT_TOKEN", "t0ken"), folder);
            Secrets wrong = new Secrets(Map.of("VAULT_ADDR", address, "VAULT_TOKEN", "other"), folder);
            assertThat(right.find("vault:secret/snmp#community").secret()).contains(Secret.of("deep"));
            assertThat(right.find("vault:secret/snmp#nothing").trouble()).contains("no field nothing");
            assertThat(right.find("vault:secret/other#x").trouble()).contains("404");
            assertThat(wrong.find("vault:secret/snmp#community").trouble()).contains("403").doesNotContain("other");
            assertThat(new Secrets(Map.of(), folder).find("vault:secret/snmp#x").trouble()).contains("VAULT_ADDR");
        } finally {
            vault.stop(0);
        }
    }
}
