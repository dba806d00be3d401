package vor.server.receive.riemann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.server.access.tls.MutualTls;
import vor.server.receive.net.Bads;
import vor.wire.riemann.RiemannWriter;

/** Riemann over TLS, with openssl and riemann-client as clients. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RiemannTlsTest {
    private static final Path CLIENT = Path.of("/usr/bin/riemann-client");
    private static final byte[] OK = {0, 0, 0, 2, 0x10, 1};

    @TempDir
    Path folder = Path.of("");

    private final Fixture on = new Fixture();

    private Certificates all = new Certificates(folder);

    @BeforeEach
    void begin() throws Exception {
        assumeTrue(Files.exists(Certificates.OPENSSL), "openssl is not here");
        all = new Certificates(folder);
        all.authority("ca");
        all.authority("other");
        all.signed("server", "ca");
        all.signed("client", "ca");
        all.signed("stranger", "other");
        show("server");
        on.server.settings(Optional.of(Fixture.settings(Optional.of(Fixture.ANY), Optional.empty(), Optional.empty())));
    }

    @AfterEach
    void end() {
        on.close();
    }

    private void show(String name) throws IOException {
        on.server.certificate(Optional.of(MutualTls.context(all.file(name + ".crt"), "the test", Files.readString(all.file(name + ".key")), all.file("ca.crt"))));
    }

    private int tls() {
        return on.port(1);
    }

    /** What openssl gets back on a framed message, up to what a good answer has. */
    private byte[] sent(String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Certificates.OPENSSL.toString(), "s_client", "-quiet", "-no_ign_eof", "-verify_quiet", "-verify_return_error", "-CAfile", "ca.crt", "-connect", "127.0.0.1:" + tls()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            byte[] message = RiemannWriter.message(List.of(on.event("load")));
            OutputStream out = process.getOutputStream();
            out.write(ByteBuffer.allocate(4).putInt(message.length).array());
            out.write(message);
            out.flush();
            return process.getInputStream().readNBytes(OK.length);
        } catch (IOException e) {
            return new byte[0]; // it has ended before it took the message
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Bads.Bad refused() {
        Fixture.until(() -> on.reading("handshakes_failed_total") == 1);
        assertThat(on.taken).isEmpty();
        return on.server.lastBad().getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void aMessageOfOpensslWithACertificateIsTakenAndAnswered(String version) throws Exception {
        assertThat(sent(version, "-cert", "client.crt", "-key", "client.key")).isEqualTo(OK);
        assertThat(on.next()).isEqualTo(on.event("load"));
        assertThat(on.reading("handshakes_failed_total")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void whoShowsNoCertificateIsNotLetInAndIsCounted(String version) throws Exception {
        assertThat(sent(version)).isEmpty();
        assertThat(refused()).satisfies(b -> {
            assertThat(b.sender()).contains("127.0.0.1");
            assertThat(b.why()).isEqualTo("the client shows no certificate; it needs one that is signed by a CA of receive.riemann.tls.clients");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void whoShowsOneOfAnotherAuthorityIsNotLetIn(String version) throws Exception {
        assertThat(sent(version, "-cert", "stranger.crt", "-key", "stranger.key")).isEmpty();
        assertThat(refused().why()).startsWith("the client's certificate is not signed by a CA of receive.riemann.tls.clients, or has ended");
    }

    @Test
    void whoSpeaksPlainTcpThereIsToldApart() throws Exception {
        try (Socket socket = Fixture.client(tls())) {
            byte[] message = RiemannWriter.message(List.of(on.event("load")));
            socket.getOutputStream().write(ByteBuffer.allocate(4 + message.length).putInt(message.length).put(message).array());
            assertThat(refused().why()).isEqualTo("this is no TLS; does the client mean the port without?");
        }
    }

    @Test
    void whoSaysNothingHoldsUpNobodyAndIsSentAway() throws Exception {
        try (Socket silent = Fixture.client(tls())) {
            Fixture.until(() -> on.reading("connections") == 1);
            assertThat(sent("-cert", "client.crt", "-key", "client.key")).isEqualTo(OK);
            on.taken.clear();
            Fixture.until(() -> {
                on.clock.advance(Duration.ofSeconds(1));
                on.server.chore();
                return on.reading("handshakes_failed_total") == 1;
            });
            assertThat(refused().why()).isEqualTo("the TLS handshake took longer than 10 s");
            InputStream in = silent.getInputStream();
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void anotherCertificateIsShownFromTheNextConnectionOnAndThePortStays() throws Exception {
        int port = tls();
        all.authority("next");
        all.signed("renewed", "next");
        show("renewed");
        assertThat(sent("-cert", "client.crt", "-key", "client.key")).as("the client believes only in the authority of before").isEmpty();
        Files.copy(all.file("next.crt"), all.file("ca.crt"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(sent("-cert", "client.crt", "-key", "client.key")).isEqualTo(OK);
        assertThat(tls()).isEqualTo(port);
    }

    @Test
    void riemannClientSpeaksItToo() throws Exception {
        assumeTrue(Files.exists(CLIENT) && Fixture.run(Path.of("none"), CLIENT.toString(), "send", "--help").contains("--tls"), "Debian's riemann-client with TLS is not here");
        String said = Fixture.run(
                Path.of("none"), CLIENT.toString(), "send", "--tls", "-o", "cafile=" + all.file("ca.crt"), "-o", "certfile=" + all.file("client.crt"), "-o", "keyfile=" + all.file("client.key"),
                "-h", "web1", "-S", "load", "127.0.0.1", Integer.toString(tls()));
        assertThat(on.taken.poll(10, TimeUnit.SECONDS)).as(said).isNotNull().satisfies(e -> assertThat(e.service()).isEqualTo("load"));
    }
}
