package vor.server.access.oidc;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the provider, bounded in bytes and in time from the first byte to the last. Goes where it is sent to by nobody: a
 * redirect is no answer. The connections are served by the thread {@code access-oidc-io}; callers wait.
 */
final class Wire implements AutoCloseable {
    static final int LARGEST = 256 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build());

    private final ExecutorService io = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("access-oidc-io").factory());
    private final HttpClient client;
    private final Duration patience;
    private final AtomicLong asked = new AtomicLong();

    Wire(HttpClient.Builder builder, Duration patience) {
        this.patience = patience;
        this.client = builder.executor(io)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /** @param status of HTTP @param json an object, perhaps empty */
    record Answer(int status, JsonNode json) {}

    Answer get(URI uri, String... headers) throws OidcException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json").GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    Answer post(URI uri, Map<String, String> form, String... headers) throws OidcException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    static String form(Map<String, String> form) {
        return form.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue())).collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer send(HttpRequest request) throws OidcException {
        asked.incrementAndGet();
        HttpResponse<byte[]> response = await(request);
        if (response.statusCode() / 100 == 3) {
            throw fault(request, "answers with a redirect, which is not followed");
        }
        try {
            JsonNode json = MAPPER.readTree(response.body());
            return new Answer(response.statusCode(), json.isObject() ? json : MAPPER.createObjectNode());
        } catch (JacksonException e) {
            if (response.statusCode() / 100 == 2) {
                throw fault(request, "does not answer with JSON");
            }
            return new Answer(response.statusCode(), MAPPER.createObjectNode());
        }
    }

    /** The timeout of a request would end with the headers; this one ends with the last byte. */
    private HttpResponse<byte[]> await(HttpRequest request) throws OidcException {
        CompletableFuture<HttpResponse<byte[]>> running = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
        try {
            return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            running.cancel(true);
            throw fault(request, "did not answer within " + Math.max(1, patience.toSeconds()) + " s");
        } catch (ExecutionException e) {
            LOG.warn("{} cannot be asked: {}", place(request.uri()), String.valueOf(e.getCause()));
            throw fault(request, isLate(e) ? "did not answer in time" : "cannot be reached, or its answer is too large or broken");
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw fault(request, "was not waited for");
        }
    }

    private static boolean isLate(ExecutionException e) {
        return e.getCause() instanceof HttpTimeoutException;
    }

    private static OidcException fault(HttpRequest request, String what) {
        return OidcException.provider("the provider at " + request.uri().getHost() + " " + what);
    }

    /** Without what may be a secret. */
    private static String place(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    long asked() {
        return asked.get();
    }

    @Override
    public void close() {
        client.shutdownNow();
        io.shutdownNow();
    }
}
