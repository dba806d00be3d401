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
        return ConfigReader.read(file, name -> true).snmp();
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
                    snmp: {ask: [{credential: y}]}                                          | there is no credential of that name
                    snmp: {ask: [{tag: y}]}                                                 | name one of "credentials"
                    snmp: {ask: {credential: y}}                                            | expected a list (lines that begin
                    receive: {traps: {listen: 127.0.0.1:1162}}                              | name those of "snmp.credentials"
                    receive: {traps: {credentials: [y]}}                                    | there is no credential of that name in "snmp.credentials"
                    receive: {syslog: {listen: 514}}                                        | expected address:port, such as 127.0.0.1:1514
                    receive: {sylog: {}}                                                    | did you mean "syslog"?
                    receive: {traps: {credentials: [y], port: 1}}                           | port: is not a setting of Vor
                    snmp: {credentials: hunter2}                                            | credentials: expected keys and values
                    snmp: {credentials: {x: hunter2}}                                       | x: expected keys and values
                    snmp: {credentials: {x: {community: [hunter2]}}}                        | expected text, got a list
                    snmp: {credentials: {x: {version: hunter2, community: env:A}}}          | expected 1, 2c or 3, got something else
                    snmp: {credentials: {x: {version: 3, user: u, auth: hunter2}}}          | expected md5, sha1
                    snmp: {credentials: {x: {community: env:A, hunter2}}}                   | a key here is not a setting of Vor
                    snmp: {credentials: {x: {community: *hunter2}}}                         | undefined alias
                    snmp: {credentials: {x: {community: !hunter2!x y}}}                     | undefined tag handle
                    snmp: {ask: [{credential: hunter2}]}                                    | there is no credential of that name
                    receive: {traps: {credentials: [hunter2]}}                              | there is no credential of that name
                    hunter2                                                                 | expected keys and values
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
        return ConfigReader.read(file, name -> true).receive();
    }

    @Test
    void aSecretThatIsNotThereIsATroubleOfItsCredentialOnly() throws Exception {
        SnmpSettings snmp = read("snmp: {credentials: {x: {community: 'env:NOBODY_HAS_SET_THIS'}, y: {community: 'file:nowhere'}}}");
        assertThat(known(snmp, "x").trouble()).isEqualTo("the environment has no variable NOBODY_HAS_SET_THIS");
        assertThat(known(snmp, "y").trouble()).contains("there is no file").contains("nowhere");
    }

    @Test
    void aSecretThatNobodyWantsIsLookedForAndNotRead() throws Exception {
        Files.createDirectory(folder.resolve("folder"));
        Path file = folder.resolve("vor.yaml");
        Files.writeString(file, """
                snmp:
                  credentials:
                    here: {community: 'file:vor.yaml'}
                    folder: {community: 'file:folder'}
                    gone: {community: 'file:nowhere'}
                    unset: {community: 'env:NOBODY_HAS_SET_THIS'}
                    vault: {community: 'vault:secret/path#field'}
                    form: {community: 'vault:secret'}
                """);
        SnmpSettings none = ConfigReader.withoutSecrets(file).snmp();
        assertThat(none.credentials().values()).allMatch(k -> k.credential().isEmpty());
        assertThat(known(none, "here").trouble()).isEmpty();
        assertThat(known(none, "vault").trouble()).isEmpty();
        assertThat(known(none, "gone").trouble()).contains("there is no file");
        assertThat(known(none, "unset").trouble()).contains("NOBODY_HAS_SET_THIS");
        assertThat(known(none, "form").trouble()).contains("vault:MOUNT/PATH#FIELD");
        SnmpSettings one = ConfigReader.read(file, "here"::equals).snmp();
        assertThat(known(one, "here").credential()).isPresent();
        assertThat(known(one, "vault").trouble()).as("not asked for, so Vault is not asked").isEmpty();
    }

    @Test
    void whatCannotBeReadSaysWhatItIsAndNotWhatIsInIt() throws IOException {
        Files.write(folder.resolve("latin"), new byte[] {'h', (byte) 0xe9, 'h'});
        Secrets secrets = new Secrets(Map.of("VAULT_ADDR", "http://127.0.0.1:1", "VAULT_TOKEN", "to\nken"), folder);
        assertThat(secrets.find("file:latin").trouble()).endsWith("is not text in UTF-8");
        assertThat(secrets.find("file:a\0b").trouble()).contains("a name that cannot be");
        assertThat(secrets.find("vault:secret/net#x").trouble()).contains("VAULT_TOKEN is no token").doesNotContain("ken\"");
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
