package vor.server.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vor.server.access.tls.Pinned;

/** Talks to the Vor that runs on a configuration or, while none does, to an API of its own on the same data. */
final class ApiClient implements AutoCloseable {
    /** Where a token is looked for unless another place is named. */
    static final String TOKEN = "env:VOR_TOKEN";

    private static final int SLICE = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http;
    private final URI base;
    private final Optional<String> token;
    private final Optional<Wiring> own;

    private ApiClient(HttpClient http, String authority, Optional<String> token, Optional<Wiring> own) {
        this.http = http;
        this.base = URI.create(authority + "/api/v1/");
        this.token = token;
        this.own = own;
    }

    static ApiClient of(Config config, Main.ServerOption server) throws IOException, InterruptedException {
        ApiClient running = new ApiClient(client(config, server), authority(config), token(config, server), Optional.empty());
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
        HttpClient plain = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        return new ApiClient(plain, "http://127.0.0.1:" + own.port(), Optional.empty(), Optional.of(own));
    }

    /** It runs on this machine: whatever it listens on, one of its addresses is ours. */
    private static String authority(Config config) {
        boolean any = AccessReader.literal(config.listen().host()).filter(InetAddress::isAnyLocalAddress).isPresent();
        Config.Listen listen = any ? new Config.Listen("127.0.0.1", config.listen().port()) : config.listen();
        return (config.access().encrypts() ? "https://" : "http://") + listen;
    }

    /** Trusts the certificate of the configuration, or the one that was named, and no other. */
    private static HttpClient client(Config config, Main.ServerOption server) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        if (!server.fingerprint.isEmpty()) {
            builder.sslContext(Pinned.context(Pinned.fingerprint(server.fingerprint)
                    .orElseThrow(() -> new IOException("--fingerprint is 64 hexadecimal digits, with or without colons"))));
        } else {
            Entrance.shown(config).flatMap(Pinned::fingerprint).ifPresent(f -> builder.sslContext(Pinned.context(f)));
        }
        return builder.build();
    }

    private static Optional<String> token(Config config, Main.ServerOption server) throws IOException {
        if (!config.access().accounts()) {
            return Optional.empty();
        }
        Optional<String> token = Secrets.token(server.token, System.getenv());
        if (token.isEmpty() && !server.token.equals(TOKEN)) {
            throw new IOException("there is no token at " + server.token + "; expected " + Secrets.FORMS);
        }
        return token;
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
        if (answer.statusCode() == 401) {
            throw new IOException("the Vor that runs on " + base.getAuthority() + " wants a token: make one in the page (your name, Tokens)"
                    + " and put it into the environment as VOR_TOKEN, or name a file with --token file:PATH");
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

    /** Whether it is a Vor that runs, and none of our own. */
    boolean isRunning() {
        return own.isEmpty();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    /** @param to is written with the answer, whatever it is */
    HttpResponse<Path> download(String path, Path to) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(10));
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        return http.send(request.build(), BodyHandlers.ofFile(to));
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

    /** @param ifMatch what must be there still */
    HttpResponse<String> putJson(String path, String json, String ifMatch) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/json").header("Vor-Who", who());
        if (!ifMatch.isEmpty()) {
            request.header("If-Match", ifMatch);
        }
        return send(request.PUT(BodyPublishers.ofString(json)));
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
        return refusal(answer.statusCode(), answer.body());
    }

    static String refusal(int status, String body) {
        try {
            return JsonMapper.shared().readTree(body).path("detail").asString(body);
        } catch (JacksonException e) {
            return status + " " + body;
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
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        return http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        own.ifPresent(Wiring::close);
    }
}
