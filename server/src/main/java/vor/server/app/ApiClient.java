package vor.server.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Talks to the Vor that runs on this configuration, if one does. */
final class ApiClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI base;

    ApiClient(Config config) {
        base = URI.create("http://" + config.listen() + "/api/v1/");
    }

    /** The answer, or empty when nobody listens there. */
    Optional<HttpResponse<String>> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    Optional<HttpResponse<String>> postYaml(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/yaml")
                .header("Vor-Who", who())
                .POST(BodyPublishers.ofString(body)));
    }

    /** The person at this terminal, as the inventory's change log shows them. */
    static String who() {
        return Optional.ofNullable(System.getenv("SUDO_USER"))
                .orElse(System.getProperty("user.name", "somebody"))
                .replaceAll("[^\\p{Alnum}._@-]", "_");
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return Optional.of(http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString()));
        } catch (ConnectException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
