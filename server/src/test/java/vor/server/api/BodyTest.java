package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16 << 10, (16 << 10) + 1, 100_000, 3_000_000})
    void arrivesWholeAndTheConnectionGoesOn(int length) throws IOException, InterruptedException {
        Body body = Body.of(noise(length));
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(rules -> rules.get("/", (req, res) -> Answer.of("application/octet-stream", "t", "no-cache", noise(length)).send(req, res)))
                .build()
                .start();
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest get = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/")).build();
            for (int i = 0; i < 3; i++) {
                HttpResponse<byte[]> answer = http.send(get, BodyHandlers.ofByteArray());
                assertThat(answer.body()).isEqualTo(noise(length)).hasSize(body.length());
                assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(length);
                assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void isTheSameHoweverItIsKept() {
        for (int length : new int[] {0, 5, 16 << 10, (16 << 10) + 1, 70_000}) {
            assertThat(Body.of(noise(length)).whole()).isEqualTo(noise(length));
        }
    }
}
