package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.server.access.Access;
import vor.server.access.tls.Identity;
import vor.server.access.tls.Pinned;
import vor.testkit.ManualClock;

/** The server with a certificate of its own. */
class TlsTest {
    @TempDir
    Path folder = Path.of("");

    private Guarded guarded;
    private Identity identity;

    @BeforeEach
    void begin() {
        identity = Identity.own(folder, Set.of("localhost"), Set.of("127.0.0.1"), new ManualClock());
        guarded = new Guarded(folder, Optional.of(identity.context()), Set.of("noc.example.org"), Set.of());
    }

    @AfterEach
    void end() {
        guarded.close();
    }

    private SSLContext trusting() {
        return Pinned.context(Pinned.fingerprint(identity.fingerprint()).orElseThrow());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + guarded.site.port() + path)).timeout(Duration.ofSeconds(20));
    }

    @Test
    void speaksToWhoTrustsItsFingerprint() throws Exception {
        HttpResponse<String> answer = send(to("/api/v1/login")
                .header("Content-Type", "application/json")
                .header("Origin", "https://127.0.0.1:" + guarded.site.port())
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"ann\",\"password\":\"" + Guarded.PASSWORD + "\"}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("__Host-vor=").contains("; Secure");
    }

    @Test
    void whoExpectsAnotherCertificateDoesNotSpeakToIt() {
        SSLContext other = Pinned.context("00".repeat(32));
        try (HttpClient client = HttpClient.newBuilder().sslContext(other).build()) {
            assertThatThrownBy(() -> client.send(to("/healthz").build(), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class)
                    .rootCause()
                    .hasMessageContaining(identity.fingerprint());
        }
    }

    @Test
    void streamsLive() throws Exception {
        String session = guarded.access.login("vic", Guarded.PASSWORD, "192.0.2.1").session();
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), guarded.site.port())) {
            socket.getOutputStream().write(("GET /api/v1/live HTTP/1.1\r\nHost: " + guarded.host() + "\r\nCookie: __Host-vor=" + session + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String start = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(start).isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void onlyNewProtocolsAreSpoken() throws Exception {
        for (String old : List.of("TLSv1", "TLSv1.1")) {
            try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), guarded.site.port())) {
                socket.setEnabledProtocols(new String[] {old});
                assertThatThrownBy(socket::startHandshake).as(old).isInstanceOf(SSLException.class);
            }
        }
        for (String fine : List.of("TLSv1.2", "TLSv1.3")) {
            try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), guarded.site.port())) {
                socket.setEnabledProtocols(new String[] {fine});
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(fine);
            }
        }
    }

    @Test
    void aHandshakeThatDripsInIsEnded() throws IOException {
        try (Raw raw = new Raw(guarded.site.port())) {
            raw.send("\u0016\u0003\u0001");
            raw.awaitTurn(guarded.clock, Handshakes.PATIENCE.plusSeconds(1));
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void aConnectionOnWhichNoRequestComesIsEnded() throws IOException {
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), guarded.site.port())) {
            socket.startHandshake();
            socket.setSoTimeout(100);
            boolean ended = false;
            for (int i = 0; i < 200 && !ended; i++) {
                guarded.clock.advance(Handshakes.PATIENCE.plusSeconds(1));
                ended = isEnded(socket);
            }
            assertThat(ended).isTrue();
        }
    }

    private static boolean isEnded(SSLSocket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void plainHttpIsNotAnswered() throws IOException {
        try (Raw raw = new Raw(guarded.site.port())) {
            raw.send("GET /healthz HTTP/1.1\r\nHost: " + guarded.host() + "\r\n\r\n");
            assertThat(raw.line()).doesNotStartWith("HTTP/1.1 200");
        }
    }

    @Test
    void anotherCertificateIsShownToTheNextWhoComes() throws Exception {
        String before = identity.fingerprint();
        Files.delete(folder.resolve("tls-own.crt"));
        identity.refresh();
        assertThat(identity.fingerprint()).isNotEqualTo(before);
        assertThat(send(to("/healthz")).statusCode()).isEqualTo(200);
    }

    @Test
    void nothingButLoopbackIsOpenedWithoutBoth() {
        InetAddress everywhere = InetAddress.ofLiteral("0.0.0.0");
        Optional<SSLContext> tls = Optional.of(identity.context());
        Optional<Access> access = Optional.of(guarded.access);
        assertThatThrownBy(() -> new Door(everywhere, 0, tls, Set.of(), Set.of(), Optional.empty(), List.of())).hasMessageContaining("0.0.0.0");
        assertThatThrownBy(() -> new Door(everywhere, 0, Optional.empty(), Set.of(), Set.of(), access, List.of())).hasMessageContaining("0.0.0.0");
        assertThat(new Door(everywhere, 0, tls, Set.of(), Set.of(), access, List.of()).address()).isEqualTo(everywhere);
    }
}
