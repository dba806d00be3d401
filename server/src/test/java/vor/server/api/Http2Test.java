package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vor.server.access.Role;
import vor.server.access.tls.Identity;
import vor.server.access.tls.Pinned;
import vor.testkit.ManualClock;

/** What browsers speak with us over TLS: HTTP/2, many requests and the stream on one connection. */
@Timeout(30)
class Http2Test {
    @TempDir
    Path folder = Path.of("");

    private Guarded guarded;
    private HttpClient client;
    private String bearer = "";

    @BeforeEach
    void begin() {
        Identity identity = Identity.own(folder, Set.of("localhost"), Set.of("127.0.0.1"), new ManualClock());
        guarded = new Guarded(folder, Optional.of(identity.context()), Set.of(), Set.of());
        bearer = guarded.bearer(Role.OPERATOR);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(Pinned.context(Pinned.fingerprint(identity.fingerprint()).orElseThrow()))
                .build();
    }

    @AfterEach
    void end() {
        client.shutdownNow();
        guarded.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://" + guarded.host() + path)).header("Authorization", bearer);
    }

    @Test
    void isSpokenToWhoAsksForItOverTls() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request("/api/v1/devices").build(), BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        HttpRequest again = request("/api/v1/devices").header("If-None-Match", tag).build();
        assertThat(client.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(304);
    }

    @Test
    void theStreamRunsBesideOtherRequestsOnTheSameConnection() throws IOException, InterruptedException {
        HttpResponse<InputStream> live = client.send(request("/api/v1/live").build(), BodyHandlers.ofInputStream());
        assertThat(live.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(live.headers().firstValue("Content-Type")).contains("text/event-stream; charset=utf-8");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: hello");
            HttpRequest claim = request("/api/v1/claims/e1-1").PUT(BodyPublishers.noBody()).build();
            assertThat(client.send(claim, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            assertThat(lines.lines().filter(line -> line.startsWith("event: ")).findFirst()).contains("event: resync"); // no frame yet
        }
    }

    @Test
    void aBodyThatIsTooLargeEndsItsStreamAndNotTheConnection() throws IOException, InterruptedException {
        HttpRequest large = request("/api/v1/devices/e1-1").PUT(BodyPublishers.ofByteArray(new byte[(int) Gate.MAX_BODY + 1]))
                .header("Content-Type", "application/json").build();
        HttpResponse<String> refused = client.send(large, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.headers().firstValue("Connection")).isEmpty();
        assertThat(client.send(request("/api/v1/devices").build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
}
