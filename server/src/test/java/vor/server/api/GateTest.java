package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vor.testkit.ManualClock;

/** What hostile and broken requests get from the real server. */
class GateTest {
    private final ManualClock clock = new ManualClock();
    private final Site site = new Site(clock);

    @AfterEach
    void close() {
        site.close();
    }

    private Raw raw() throws IOException {
        return new Raw(site.port());
    }

    @Test
    void refusesAHostThatIsNotOurs() throws IOException {
        String port = ":" + site.port();
        for (String host : new String[] {
            "evil.example" + port, "localhost.evil.example" + port, "localhost", "127.0.0.1:1", "localhost.:" + site.port(),
            "0.0.0.0" + port, "127.0.0.1" + port + port
        }) {
            try (Raw raw = raw()) {
                raw.send("GET /api/v1/site HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
                assertThat(raw.status()).as(host).isIn(421, 400);
                assertThat(raw.body()).contains("/problems/").doesNotContain("Gathering");
            }
        }
    }

    @Test
    void letsInEveryNameOfLoopback() throws IOException {
        for (String host : new String[] {"localhost", "LocalHost", "127.0.0.1", "[::1]"}) {
            try (Raw raw = raw()) {
                raw.send("GET /api/v1/site HTTP/1.1\r\nHost: " + host + ":" + site.port() + "\r\n\r\n");
                assertThat(raw.status()).as(host).isEqualTo(200);
            }
        }
    }

    @Test
    void refusesARequestWithoutOrWithTwoHosts() throws IOException {
        try (Raw raw = raw()) {
            raw.send("GET / HTTP/1.1\r\n\r\n");
            assertThat(raw.status()).isEqualTo(400);
            assertThat(raw.body()).contains("/problems/malformed");
        }
        try (Raw raw = raw()) {
            raw.send("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + site.port() + "\r\nHost: evil.example\r\n\r\n");
            assertThat(raw.status()).isEqualTo(400);
        }
    }

    @Test
    void letsNoOtherSiteChangeAnything() {
        for (String[] headers : new String[][] {
            {"Origin", "http://evil.example"},
            {"Origin", "null"},
            {"Origin", "https://127.0.0.1:" + site.port()},
            {"Origin", "http://127.0.0.1:1"},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Sec-Fetch-Site", "what-ever"},
        }) {
            HttpResponse<byte[]> answer = site.send("PUT", "/api/v1/echo", new byte[] {'x'}, headers);
            assertThat(answer.statusCode()).as(String.join(" ", headers)).isEqualTo(403);
            assertThat(Site.problem(answer).get("type").asString()).isEqualTo("/problems/cross-site");
        }
    }

    @Test
    void letsOurOwnPageAndToolsChangeThings() {
        String own = "http://localhost:" + site.port();
        assertThat(site.send("PUT", "/api/v1/echo", new byte[] {'x'}, "Origin", own, "Sec-Fetch-Site", "same-origin").body())
                .containsExactly('x');
        assertThat(site.send("PUT", "/api/v1/echo", new byte[] {'x'}).statusCode()).isEqualTo(200);
    }

    @Test
    void everyAnswerKeepsBrowsersStrict() {
        for (String path : new String[] {"/", "/api/v1/site", "/api/v1/nothing", "/metrics"}) {
            var headers = site.get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse("")).as(path)
                    .startsWith("default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        }
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        HttpResponse<byte[]> answer = site.send("DELETE", "/api/v1/picture/core", new byte[0]);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(Site.problem(answer).get("type").asString()).isEqualTo("/problems/method");
        assertThat(site.send("PATCH", "/", new byte[0]).statusCode()).isEqualTo(405);
        assertThat(site.send("BREW", "/api/v1/site", new byte[0]).statusCode()).isEqualTo(405);
    }

    @Test
    void whatIsNotThereIsAProblem() {
        for (String path : new String[] {
            "/nothing", "/api/v1", "/api/v1/", "/api/v2/site", "/index.htm", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
            "/vor/web/index.html", "/app.js.map"
        }) {
            HttpResponse<byte[]> answer = site.get(path);
            assertThat(answer.statusCode()).as(path).isIn(404, 400);
            Site.problem(answer);
        }
    }

    @Test
    void brokenRequestsAreProblems() throws IOException {
        String host = "Host: 127.0.0.1:" + site.port() + "\r\n";
        for (String bad : new String[] {
            "NONSENSE\r\n\r\n",
            "GET / HTTP/3.7\r\n" + host + "\r\n",
            "GET /%zz HTTP/1.1\r\n" + host + "\r\n",
            "GET /?q=%zz<> HTTP/1.1\r\n" + host + "\r\n",
            "GET / HTTP/1.1\r\n" + host + "broken header\r\n\r\n",
            "GET / HTTP/1.1\r\n" + host + "X: \u0001\r\n\r\n",
            "PUT /api/v1/echo HTTP/1.1\r\n" + host + "Content-Length: many\r\n\r\n",
            "PUT /api/v1/echo HTTP/1.1\r\n" + host + "Content-Length: -5\r\n\r\n",
            "PUT /api/v1/echo HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            "PUT /api/v1/echo HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "PUT /api/v1/echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        }) {
            try (Raw raw = raw()) {
                raw.send(bad);
                assertThat(raw.status()).as(bad).isIn(400, 505);
                assertThat(raw.body()).as(bad).contains("/problems/").doesNotContain("io.helidon").doesNotContain("Exception");
                assertThat(raw.header("Content-Security-Policy")).isPresent();
            }
        }
        assertThat(site.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void headersWithoutEndAreRefused() throws IOException {
        try (Raw raw = raw()) {
            raw.send("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + site.port() + "\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
            assertThat(raw.status()).isBetween(400, 499);
            assertThat(raw.body()).contains("/problems/");
        }
    }

    @Test
    void aFaultOfOursIsToldByAnIdOnly() {
        HttpResponse<byte[]> answer = site.send("PUT", "/api/v1/broken", new byte[] {'x'});
        assertThat(answer.statusCode()).isEqualTo(500);
        String detail = Site.problem(answer).get("detail").asString();
        assertThat(detail).containsPattern("id [0-9a-f]{8}").doesNotContain("passwd").doesNotContain("Exception");
    }

    @Test
    void refusesABodyThatIsTooLargeByItsLength() {
        HttpResponse<byte[]> answer = site.send("PUT", "/api/v1/echo", new byte[(4 << 20) + 1]);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(Site.problem(answer).get("detail").asString()).contains("4194304");
        assertThat(site.send("PUT", "/api/v1/echo", new byte[4 << 20]).body()).hasSize(4 << 20);
    }

    @Test
    void anImportMayBeLarger() {
        assertThat(site.send("POST", "/api/v1/import", new byte[5 << 20]).body()).asString().isEqualTo("5242880");
    }

    @Test
    void refusesABodyThatIsTooLargeByItsChunks() throws IOException {
        try (Raw raw = raw()) {
            raw.send("PUT /api/v1/echo HTTP/1.1\r\nHost: 127.0.0.1:" + site.port() + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
            for (int i = 0; i < 5; i++) {
                raw.send(chunk);
            }
            assertThat(raw.status()).isEqualTo(413);
            assertThat(raw.body()).contains("/problems/too-large");
        }
    }

    @Test
    void endsARequestWhoseBodyDripsIn() throws Exception {
        try (Raw raw = raw()) {
            raw.send("PUT /api/v1/echo HTTP/1.1\r\nHost: 127.0.0.1:" + site.port() + "\r\nContent-Length: 1000\r\n\r\nx");
            raw.awaitTurn(clock, Duration.ofSeconds(61));
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void endsARequestWhoseHeadersDripIn() throws Exception {
        try (Raw raw = raw()) {
            raw.send("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + site.port() + "\r\nX: x");
            raw.awaitTurn(clock, Duration.ofSeconds(11));
            assertThat(raw.isEnded()).isTrue();
        }
    }
}
