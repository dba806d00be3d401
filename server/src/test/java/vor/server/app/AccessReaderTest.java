package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vor.server.access.Groups;
import vor.server.access.Role;

/** What {@code access} and {@code listen} may be, and what is said when they may not. */
class AccessReaderTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void nothingWrittenIsLoopbackWithoutAccounts() throws ConfigException {
        assertThat(read("").access()).isEqualTo(AccessSettings.NONE);
    }

    @Test
    void allOfItIsRead() throws ConfigException {
        AccessSettings access = read(
                        """
                        listen: 0.0.0.0:8737
                        access:
                          accounts: on
                          tls: {certificate: tls/cert.pem, key: /etc/vor/key.pem}
                          proxies: [10.0.0.1, "fd00::1"]
                          names: [NOC.example.org, vor]
                        """)
                .access();
        assertThat(access.accounts()).isTrue();
        assertThat(access.tls()).isEqualTo(new AccessSettings.Files(folder.resolve("tls/cert.pem"), Path.of("/etc/vor/key.pem"), Optional.empty()));
        assertThat(access.proxies()).containsExactly(InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("fd00::1"));
        assertThat(access.names()).containsExactly("noc.example.org", "vor");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "listen: 192.0.2.1:8737\naccess: {accounts: on, tls: own}",
        "listen: '[::]:8737'\naccess: {accounts: on, proxies: [10.0.0.1]}",
        "access: {accounts: on}",
        "access: {tls: own}",
        "listen: localhost:1\naccess: {accounts: off}",
    })
    void whatIsGuardedMayBeOpened(String yaml) throws ConfigException {
        assertThat(read(yaml).listen().port()).isNotNegative();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    listen: 0.0.0.0:1                                     | 1 |  9 | listen: 0.0.0.0 would let everybody who reaches it change everything: write "access: {accounts: on, tls: own}"
                    listen: '[2001:db8::1]:1'                             | 1 |  9 | listen: 2001:db8::1 would let everybody
                    {listen: 10.0.0.5:1, access: {tls: own}}              | 1 | 10 | listen: 10.0.0.5 would let everybody
                    {listen: 10.0.0.5:1, access: {accounts: on}}          | 1 | 10 | listen: 10.0.0.5 would have passwords go over the network in the clear: add "tls: own"
                    listen: example.org:1                                 | 1 |  9 | listen: "example.org" is no address: expected one such as 127.0.0.1, [::1] or 0.0.0.0
                    access: {accounts: maybe}                             | 1 | 20 | access.accounts: expected on or off, got "maybe"
                    access: {tls: mine}                                   | 1 | 15 | access.tls: expected own, off, or {certificate: FILE, key: FILE}, got "mine"
                    access: {tls: {certificate: a}}                       | 1 | 15 | access.tls: expected {certificate: FILE, key: FILE}, both in PEM, or own
                    access: {tls: {certificat: a, key: b}}                | 1 | 15 | access.tls: expected {certificate: FILE, key: FILE}, both in PEM, or own
                    access: {accounts: on, proxies: [proxy.example.org]}  | 1 | 33 | access.proxies: expected addresses such as 10.0.0.1 or fd00::1, got "proxy.example.org"
                    access: {proxies: [10.0.0.1]}                         | 1 | 19 | access.proxies: a Vor behind a proxy needs accounts: add "accounts: on" to "access"
                    access: {names: ["https://noc.example.org"]}          | 1 | 17 | access.names: expected host names such as noc.example.org, without scheme and port, got "https://noc.example.org"
                    access: {tls: acme}                                   | 1 | 15 | access.tls: acme is not built in yet: have certbot or lego fetch the certificate and write {certificate: FILE, key: FILE}
                    access: {accounts: on, local: off}                    | 1 | 31 | access.local: without local accounts nobody could come in: name a provider under "oidc"
                    access: {oidc: {issuer: "https://i", client: v, roles: {viewer: ["*"]}}} | 1 | 16 | access.oidc: a login needs accounts: add "accounts: on"
                    access: {accounts: on, oidc: {client: v, roles: {viewer: ["*"]}}} | 1 | 30 | access.oidc: "issuer" is missing: expected the provider's own address
                    access: {accounts: on, oidc: {issuer: "http://id.example.org", client: v, roles: {viewer: ["*"]}}} | 1 | 39 | access.oidc.issuer: expected the provider's own address, such as https://id.example.org/realm, got
                    access: {accounts: on, oidc: {issuer: "https://i", client: v}} | 1 | 30 | access.oidc: nobody would come in: under "roles", name groups
                    access: {accounts: on, oidc: {issuer: "https://i", client: v, roles: {boss: [x], viewer: ["*"]}}} | 1 | 71 | access.oidc.roles.boss: is not a setting of Vor
                    access: {accounts: on, oidc: {issuer: "https://i", client: v, secret: hunter2, roles: {viewer: ["*"]}}} | 1 | 71 | access.oidc.secret: is a reference, env:NAME, file:PATH or vault:
                    access: {acounts: on}                                 | 1 | 10 | access.acounts: is not a setting of Vor; did you mean "accounts"?
                    """)
    void aFaultIsNamedWithItsPlaceAndWhatToWrite(String yaml, int line, int column, String message) {
        assertThat(problems(yaml).getFirst().toString()).contains("vor.yaml:" + line + ":" + column + ": " + message);
    }

    @Test
    void aProviderIsReadWithItsRolesAndNoSecret() throws ConfigException {
        AccessSettings.Provider p = read("access: {accounts: on, oidc: {issuer: https://id.example.org/realm, client: vor, secret: env:S, name: NOC login,"
                        + " scopes: [groups], users: email, roles: {claim: realm.roles, admin: [noc-lead], operator: [noc], viewer: [\"*\"]}}}")
                .access().provider().orElseThrow();
        assertThat(p).isEqualTo(new AccessSettings.Provider(
                "https://id.example.org/realm", "vor", Optional.of("env:S"), "NOC login", List.of("openid", "groups"), "email", "realm.roles",
                new Groups(Map.of(Role.ADMIN, Set.of("noc-lead"), Role.OPERATOR, Set.of("noc"), Role.VIEWER, Set.of("*")))));
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
