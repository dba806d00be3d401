package vor.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's HTTP, as a client of it would write it. Safe for any thread. */
public final class Api implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final URI base;

    public Api(URI base) {
        this.base = base;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    /** What came back; {@code body} is a missing node when it was no JSON. */
    public record Reply(int status, JsonNode body, String text) {}

    /** {@code path} begins after {@code /api/v1}. */
    public Reply get(String path) {
        return reply(raw("GET", "/api/v1" + path, null));
    }

    public Reply send(String method, String path, @Nullable String body) {
        return reply(raw(method, "/api/v1" + path, body));
    }

    /** A JSON body is sent as such; anything else needs {@link #raw(String, String, String, Map)}. */
    public HttpResponse<String> raw(String method, String path, @Nullable String body) {
        return raw(method, path, body, Map.of("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json"));
    }

    /** A failure of the connection is an {@link UncheckedIOException}. */
    public HttpResponse<String> raw(String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method + " " + path, e);
        }
    }

    /** Prometheus' text as numbers by name and labels, as written; empty lines and comments left out. */
    public Map<String, Double> metrics() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String line : raw("GET", "/metrics", null).body().split("\n", -1)) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith("#") && space > 0) {
                numbers.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
            }
        }
        return numbers;
    }

    /** The state of a device's health, or "" while there is none. */
    public String state(String device) {
        return get("/health/" + segment(device)).body().path("state").asString("");
    }

    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public static JsonMapper json() {
        return JSON;
    }

    private static Reply reply(HttpResponse<String> response) {
        String text = response.body();
        boolean isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Reply(response.statusCode(), isJson ? JSON.readTree(text) : JSON.missingNode(), text);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
