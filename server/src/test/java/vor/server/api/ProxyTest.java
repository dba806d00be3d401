package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.server.access.Role;

/** Behind a proxy on this machine that was named. */
class ProxyTest {
    @TempDir
    Path folder = Path.of("");

    private Guarded guarded;

    @BeforeEach
    void begin() {
        guarded = new Guarded(
                folder, Optional.empty(), Set.of("noc.example.org"), Set.of(InetAddress.getLoopbackAddress(), InetAddress.ofLiteral("10.0.0.2")));
    }

    @AfterEach
    void end() {
        guarded.close();
    }

    /** As nginx would send it for somebody at an address. */
    private Raw ask(String request, String host, String... headers) throws IOException {
        Raw raw = new Raw(guarded.site.port());
        raw.send(request + " HTTP/1.1\r\nHost: " + host + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
        return raw;
    }

    private String login(String forwarded) throws IOException {
        String body = "{\"name\":\"ann\",\"password\":\"" + Guarded.PASSWORD + "\"}";
        try (Raw raw = new Raw(guarded.site.port())) {
            raw.send("POST /api/v1/login HTTP/1.1\r\nHost: noc.example.org\r\nOrigin: https://noc.example.org\r\nX-Forwarded-For: " + forwarded
                    + "\r\nX-Forwarded-Proto: https\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(raw.status()).isEqualTo(200);
            return raw.header("Set-Cookie").orElseThrow();
        }
    }

    @Test
    void theCookieIsForHttpsAndForThisHostAlone() throws IOException {
        assertThat(login("203.0.113.7")).startsWith("__Host-vor=").contains("; Secure").contains("; HttpOnly").contains("; SameSite=Strict").contains("; Path=/");
    }

    @Test
    void theAddressIsTheLastThatIsNoProxy() throws IOException {
        login("203.0.113.7");
        assertThat(guarded.audit().getFirst().source()).isEqualTo("203.0.113.7");
        login("192.0.2.66, 203.0.113.8");
        assertThat(guarded.audit().getFirst().source()).isEqualTo("203.0.113.8");
        login("192.0.2.66, 203.0.113.9, 10.0.0.2");
        assertThat(guarded.audit().getFirst().source()).isEqualTo("203.0.113.9");
        login("203.0.113.10, nonsense<b>");
        assertThat(guarded.audit().getFirst().source()).isEqualTo("127.0.0.1");
        login("2001:DB8:0::7");
        assertThat(guarded.audit().getFirst().source()).isEqualTo("2001:db8::7");
    }

    @Test
    void plainHttpInFrontOfTheProxyIsRefused() throws IOException {
        try (Raw raw = ask("GET /api/v1/me", "noc.example.org", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: http")) {
            assertThat(raw.status()).isEqualTo(403);
            assertThat(raw.body()).contains("/problems/insecure").contains("X-Forwarded-Proto");
        }
        try (Raw raw = ask("GET /api/v1/me", "noc.example.org", "X-Forwarded-For: 203.0.113.7")) {
            assertThat(raw.status()).isEqualTo(403);
        }
    }

    @Test
    void onlyItsOwnNamesAreItsOwnBehindAProxyToo() throws IOException {
        for (String host : new String[] {"evil.example", "noc.example.org.evil.example", "noc.example.org:x"}) {
            try (Raw raw = ask("GET /api/v1/me", host, "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https")) {
                assertThat(raw.status()).as(host).isIn(421, 400);
            }
        }
        for (String host : new String[] {"noc.example.org", "NOC.example.org:443"}) {
            try (Raw raw = ask("GET /api/v1/me", host, "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https")) {
                assertThat(raw.status()).as(host).isEqualTo(200);
            }
        }
        try (Raw raw = ask("GET /api/v1/me", guarded.host(), "X-Forwarded-Host: noc.example.org", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https")) {
            assertThat(raw.status()).isEqualTo(200);
        }
    }

    @Test
    void aForgeryThroughTheProxyIsOneStill() throws IOException {
        String cookie = login("203.0.113.7").split(";", 2)[0];
        for (String origin : new String[] {"https://evil.example", "http://noc.example.org"}) {
            try (Raw raw = ask(
                    "DELETE /api/v1/devices/e1-1", "noc.example.org", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https", "Cookie: " + cookie,
                    "Origin: " + origin)) {
                assertThat(raw.status()).as(origin).isEqualTo(403);
                assertThat(raw.body()).contains("/problems/cross-site");
            }
        }
    }

    @Test
    void theProxyMayAskInItsOwnWordsWhetherWeAreWell() throws IOException {
        try (Raw raw = ask("GET /healthz", "backend")) {
            assertThat(raw.status()).isEqualTo(200);
            assertThat(raw.body()).isEqualTo("{\"status\":\"ok\"}");
        }
    }

    @Test
    void toolsOnThisMachineNeedNoProxy() {
        HttpResponse<byte[]> answer = guarded.site.get("/api/v1/devices", "Authorization", guarded.bearer(Role.VIEWER));
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
