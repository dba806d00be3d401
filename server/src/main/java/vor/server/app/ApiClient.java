package vor.server.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the Vor that runs on a configuration or, while none does, to an API of its own on the same data. */
final class ApiClient implements AutoCloseable {
    private static final int SLICE = 64 * 1024;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI base;
    private final Optional<Wiring> own;

    private ApiClient(String authority, Optional<Wiring> own) {
        base = URI.create("http://" + authority + "/api/v1/");
        this.own = own;
    }

    static ApiClient of(Config config) throws IOException, InterruptedException {
        ApiClient running = new ApiClient(config.listen().toString(), Optional.empty());
        try {
            if (running.watches(config.site().name())) {
                return running;
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            running.close();
            throw e;
        }
        running.close();
        Wiring own = Wiring.inventoryOnly(config);
        return new ApiClient("127.0.0.1:" + own.port(), Optional.of(own));
    }

    /**
     * Whether a Vor answers there; two on one port would be confused, so it must watch the same site.
     *
     * @throws IOException when it watches another one
     */
    private boolean watches(String site) throws IOException, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = get("site");
        } catch (ConnectException e) {
            return false;
        }
        if (answer.statusCode() != 200) {
            return false;
        }
        String other = siteName(answer.body());
        if (!other.equals(site)) {
            throw new IOException("the Vor that runs on " + base.getAuthority() + " watches \"" + other + "\", not \"" + site
                    + "\", and stays as it is; name its configuration with --config, choose another \"listen\" in this one,"
                    + " or start it anew if its name was changed");
        }
        return true;
    }

    private static String siteName(String body) throws IOException {
        try {
            return JsonMapper.shared().readTree(body).path("name").asString("");
        } catch (JacksonException e) {
            throw new IOException("what runs there is no Vor: " + e.getOriginalMessage(), e);
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    /** @param sent is told how many bytes have gone, now and then */
    HttpResponse<String> postFile(String path, byte[] file, LongConsumer sent) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/octet-stream")
                .header("Vor-Who", who())
                .POST(file.length == 0 ? BodyPublishers.noBody() : inSlices(file, sent)));
    }

    private static HttpRequest.BodyPublisher inSlices(byte[] file, LongConsumer sent) {
        Iterable<byte[]> slices = () -> IntStream.iterate(0, from -> from < file.length, from -> from + SLICE)
                .mapToObj(from -> {
                    sent.accept(Math.min(file.length, from + SLICE));
                    return Arrays.copyOfRange(file, from, Math.min(file.length, from + SLICE));
                })
                .iterator();
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(slices), file.length);
    }

    /** Of a request; what is empty is left out. */
    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(p -> !p.getValue().isEmpty())
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    /** What the server said against it, in one line. */
    static String refusal(HttpResponse<String> answer) {
        try {
            return JsonMapper.shared().readTree(answer.body()).path("detail").asString(answer.body());
        } catch (JacksonException e) {
            return answer.statusCode() + " " + answer.body();
        }
    }

    HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).header("Vor-Who", who()).POST(BodyPublishers.noBody()));
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
