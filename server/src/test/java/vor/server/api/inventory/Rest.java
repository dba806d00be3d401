package vor.server.api.inventory;

import io.helidon.webserver.WebServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.model.Profile;
import vor.server.api.ProblemException;
import vor.server.inventory.InventoryStore;
import vor.testkit.ManualClock;

/** A real server on a port of the loopback, and a client that speaks to it. */
final class Rest implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    final ManualClock clock = new ManualClock();
    final InventoryStore store;
    private final Path file;
    private @Nullable Connection other;
    private final WebServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    Rest(Path dir) {
        file = dir.resolve(InventoryStore.FILE);
        store = InventoryStore.open(dir, clock, Set.of("wired", "mesh", "remote"));
        InventoryRoutes routes = new InventoryRoutes(store, () -> List.of(Profile.WIRED, Profile.MESH, Profile.REMOTE));
        server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(0)
                .routing(r -> r.error(ProblemException.class, (req, res, e) -> e.problem().send(res))
                        .register("/api/v1", routes))
                .build()
                .start();
    }

    /** From now on the database refuses to be written: somebody else holds it. */
    void breakDatabase() {
        try {
            other = DriverManager.getConnection("jdbc:sqlite:" + file);
            other.createStatement().execute("BEGIN IMMEDIATE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.port();
    }

    /** An answer, with its body as JSON. */
    record Answer(int status, HttpResponse<String> raw) {
        JsonNode json() {
            return JSON.readTree(raw.body());
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        String etag() {
            return header("ETag");
        }

        /** {@code field: message} of each problem. */
        List<String> problems() {
            return json().path("problems").valueStream()
                    .map(p -> p.path("field").asString() + ": " + p.path("message").asString())
                    .toList();
        }
    }

    Answer send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Answer send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/v1" + path));
        request.method(
                method,
                body.length == 0
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body.length > 0 && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a body without saying how long it is. */
    Answer sendChunked(String method, String path, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/v1" + path))
                .method(method, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .header("Content-Type", "application/json")
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return send(request);
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    Answer delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    Answer load(String query, String yaml) {
        return send("POST", "/import" + query, yaml, "Content-Type", "application/yaml");
    }

    @Override
    public void close() {
        try {
            if (other != null) {
                other.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        client.close();
        server.stop();
        store.close();
    }
}
