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

/** Talks to the Vor that runs on a configuration or, while none does, to an API of its own on the same data. */
final class ApiClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI base;
    private final Optional<Wiring> own;

    private ApiClient(String authority, Optional<Wiring> own) {
        base = URI.create("http://" + authority + "/api/v1/");
        this.own = own;
    }

    static ApiClient of(Config config) throws IOException, InterruptedException {
        ApiClient running = new ApiClient(config.listen().toString(), Optional.empty());
        if (running.answers()) {
            return running;
        }
        running.close();
        Wiring own = Wiring.inventoryOnly(config);
        return new ApiClient("127.0.0.1:" + own.port(), Optional.of(own));
    }

    private boolean answers() throws IOException, InterruptedException {
        try {
            return get("site").statusCode() == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    HttpResponse<String> postYaml(String path, byte[] body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/yaml")
                .header("Vor-Who", who())
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** The person at this terminal, as the inventory's change log shows them. */
    static String who() {
        String user = Optional.ofNullable(System.getenv("SUDO_USER")).orElse(System.getProperty("user.name", ""));
        String plain = user.replaceAll("[^\\p{Alnum}._@-]", "_");
        return plain.isEmpty() ? "somebody" : plain.substring(0, Math.min(64, plain.length()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        own.ifPresent(Wiring::close);
    }
}
