package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.server.access.tls.Identity;
import vor.server.access.tls.Pinned;
import vor.testkit.ManualClock;

/** Many who try at once: those who say little and slowly, and those who guess. */
class SiegeTest {
    private static final int MANY = 100;

    @TempDir
    Path folder = Path.of("");

    // ---- slowly

    @Test
    void manyWhoseHeadersNeverEndAreEndedAndHoldNobodyUp() throws IOException {
        List<Raw> slow = new ArrayList<>();
        try (Guarded guarded = new Guarded(folder)) {
            for (int i = 0; i < MANY; i++) {
                Raw raw = new Raw(guarded.site.port());
                slow.add(raw);
                raw.send("GET /api/v1/me HTTP/1.1\r\nHost: " + guarded.host() + "\r\nX-A: ");
            }
            assertThat(guarded.login("ann", Guarded.PASSWORD).statusCode()).isEqualTo(200);
            slow.getFirst().awaitTurn(guarded.clock, Duration.ofSeconds(11));
            for (Raw raw : slow) {
                raw.send("a");
                raw.awaitTurn(guarded.clock, Duration.ofSeconds(11));
                assertThat(raw.isEnded()).isTrue();
            }
            assertThat(guarded.site.get("/healthz").statusCode()).isEqualTo(200);
        } finally {
            close(slow);
        }
    }

    @Test
    void aDripThatNeverStopsBuysNoTime() throws IOException {
        try (Guarded guarded = new Guarded(folder);
                Raw raw = new Raw(guarded.site.port())) {
            raw.send("POST /api/v1/login HTTP/1.1\r\nHost: " + guarded.host() + "\r\nContent-Type: application/json\r\nContent-Length: 16000\r\n\r\n{");
            int seconds = 0;
            while (seconds < 120 && !raw.isEndedWithin(50)) {
                raw.send(" ");
                guarded.clock.advance(Duration.ofSeconds(1));
                seconds++;
            }
            assertThat(seconds).as("a request has a minute, however busy it looks").isBetween(55, 80);
        }
    }

    @Test
    void oneAddressHoldsOnlySoManyConnectionsOnWhichItAsksNothing() throws Exception {
        Identity identity = Identity.own(folder, Set.of("localhost"), Set.of("127.0.0.1"), new ManualClock());
        List<Raw> silent = new ArrayList<>();
        try (Guarded guarded = new Guarded(folder, Optional.of(identity.context()), Set.of(), Set.of())) {
            for (int i = 0; i < Handshakes.MOST; i++) {
                silent.add(new Raw(guarded.site.port()));
            }
            try (Raw more = new Raw(guarded.site.port())) {
                more.drain();
                assertThat(more.isEnded()).isTrue();
            }
            assertThat(statusFrom("127.0.0.2", identity, guarded)).as("others are let in").isEqualTo(200);
            silent.getFirst().awaitTurn(guarded.clock, Handshakes.PATIENCE.plusSeconds(1));
            assertThat(statusFrom("127.0.0.1", identity, guarded)).as("and so is that one, when its time is over").isEqualTo(200);
        } finally {
            close(silent);
        }
    }

    private static int statusFrom(String address, Identity identity, Guarded guarded) throws Exception {
        SSLContext trusting = Pinned.context(Pinned.fingerprint(identity.fingerprint()).orElseThrow());
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting).localAddress(InetAddress.ofLiteral(address)).build()) {
            URI uri = URI.create("https://127.0.0.1:" + guarded.site.port() + "/healthz");
            return client.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static void close(List<Raw> all) throws IOException {
        for (Raw raw : all) {
            raw.close();
        }
    }

    // ---- guessing

    private Guarded behindProxy() {
        return new Guarded(folder, Optional.empty(), Set.of("noc.example.org"), Set.of(InetAddress.getLoopbackAddress()));
    }

    private static int guess(Guarded guarded, String source, String name, String password) throws IOException {
        String body = "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}";
        try (Raw raw = new Raw(guarded.site.port())) {
            raw.send("POST /api/v1/login HTTP/1.1\r\nHost: noc.example.org\r\nX-Forwarded-For: " + source
                    + "\r\nX-Forwarded-Proto: https\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            return raw.status();
        }
    }

    @Test
    void manyAddressesGuessNoFasterAtOneAccountAndDoNotLockItsOwnerOut() throws IOException {
        try (Guarded guarded = behindProxy()) {
            assertThat(guess(guarded, "203.0.113.7", "ann", Guarded.PASSWORD)).isEqualTo(200);
            Map<Integer, Integer> answers = new HashMap<>();
            for (int i = 0; i < MANY; i++) {
                answers.merge(guess(guarded, "198.51.100." + i, "ann", "wrong wrong " + i), 1, Integer::sum);
            }
            assertThat(answers).isEqualTo(Map.of(401, 30, 429, MANY - 30));
            assertThat(guess(guarded, "198.51.100.200", "ann", Guarded.PASSWORD)).as("even who guesses right").isEqualTo(429);
            assertThat(guess(guarded, "203.0.113.7", "ann", Guarded.PASSWORD)).as("at the usual place").isEqualTo(200);
        }
    }

    @Test
    void oneAddressTriesOnlySoManyNamesAndANetworkOfOneHostIsOneAddress() throws IOException {
        try (Guarded guarded = behindProxy()) {
            int tried = 0;
            for (int i = 0; i < 60; i++) {
                tried += guess(guarded, "2001:db8:1:2::" + Integer.toHexString(i), "name" + i, "wrong wrong wrong") == 401 ? 1 : 0;
            }
            assertThat(tried).isEqualTo(20);
            assertThat(guess(guarded, "2001:db8:1:3::1", "ann", Guarded.PASSWORD)).isEqualTo(200);
        }
    }

    @Test
    void anAddressThatItOnlyClaimsIsNoOtherAddress() throws IOException {
        try (Guarded guarded = behindProxy()) {
            int tried = 0;
            for (int i = 0; i < 10; i++) {
                tried += guess(guarded, "198.51.100." + i + ", 203.0.113.9", "ann", "wrong wrong " + i) == 401 ? 1 : 0;
            }
            assertThat(tried).isEqualTo(5);
        }
    }

    // ---- lines that should not be there

    @Test
    void nothingThatIsAskedForWithLineEndsComesBackInAHeader() throws IOException {
        try (Guarded guarded = behindProxy()) {
            for (String evil : List.of("%0d%0aX-Evil: 1", "%0aX-Evil:%201", "%E5%98%8A%E5%98%8DX-Evil:1", "\u0085X-Evil: 1")) {
                for (String path : List.of("/" + evil, "/api/v1/where/" + evil, "/api/v1/me?x=" + evil, "/api/v1/export?format=" + evil)) {
                    try (Raw raw = new Raw(guarded.site.port())) {
                        raw.send("GET " + path.replace(" ", "%20") + " HTTP/1.1\r\nHost: noc.example.org\r\nX-Forwarded-For: 203.0.113.7\r\n"
                                + "X-Forwarded-Proto: https\r\nOrigin: " + evil + "\r\nAccept: " + evil + "\r\n\r\n");
                        raw.status();
                        assertThat(raw.header("X-Evil")).as(path).isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void aForwardedHostWithALineEndIsNoHostOfOurs() throws IOException {
        try (Guarded guarded = behindProxy();
                Raw raw = new Raw(guarded.site.port())) {
            raw.send("POST /api/v1/oidc/begin HTTP/1.1\r\nHost: noc.example.org\r\nX-Forwarded-Host: noc.example.org\rLocation: https://evil.example\r\n"
                    + "X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\nContent-Length: 0\r\n\r\n");
            assertThat(raw.status()).isIn(400, 421);
            assertThat(raw.header("Location")).isEmpty();
        }
    }
}
