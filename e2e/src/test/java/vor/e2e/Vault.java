package vor.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Plays HashiCorp's Vault with a key-value store of version 2, and one that says too much: its refusals repeat the token, its failures
 * the secret.
 */
final class Vault implements AutoCloseable {
    private final HttpServer http;
    private final AtomicInteger asked = new AtomicInteger();

    private record Answer(int status, String body) {}

    Vault(String token, String community, String privacy) {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String right = "{\"data\":{\"data\":{\"community\":\"" + community + "\",\"privacy\":\"" + privacy + "\",\"number\":7}}}";
        answer("/v1/secret/data/net", t -> t.equals(token) ? new Answer(200, right) : new Answer(403, "{\"errors\":[\"" + token + "\"]}"));
        answer("/v1/secret/data/denied", t -> new Answer(403, "{\"errors\":[\"token " + t + " may not read " + community + "\"]}"));
        answer("/v1/secret/data/broken", t -> new Answer(500, community));
        answer("/v1/secret/data/odd", t -> new Answer(200, "{\"data\": " + community));
        http.start();
    }

    private void answer(String path, Function<String, Answer> how) {
        http.createContext(path, exchange -> {
            asked.incrementAndGet();
            send(exchange, how.apply(String.valueOf(exchange.getRequestHeaders().getFirst("X-Vault-Token"))));
        });
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** How often anybody wanted to read something. */
    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
