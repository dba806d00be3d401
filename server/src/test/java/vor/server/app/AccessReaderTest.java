package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                    access: {acounts: on}                                 | 1 | 10 | access.acounts: is not a setting of Vor; did you mean "accounts"?
                    """)
    void aFaultIsNamedWithItsPlaceAndWhatToWrite(String yaml, int line, int column, String message) {
        assertThat(problems(yaml).getFirst().toString()).contains("vor.yaml:" + line + ":" + column + ": " + message);
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
