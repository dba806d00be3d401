package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;

/**
 * An answer that is the same for everybody, in one or more encodings.
 *
 * @param tag strong ETag without quotes; each encoding gets one of its own from it
 * @param cache the Cache-Control header
 * @param encoded by the name of the encoding ({@code br}, {@code gzip}), the best first
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record Body(String type, String tag, String cache, byte[] plain, Map<String, byte[]> encoded) {

    static Body of(String type, String tag, String cache, byte[] plain) {
        return new Body(type, tag, cache, plain, Map.of());
    }

    void send(ServerRequest request, ServerResponse response) {
        String encoding = encoding(request);
        response.header(HeaderNames.ETAG, quoted(encoding));
        response.header(HeaderNames.CACHE_CONTROL, cache);
        if (!encoded.isEmpty()) {
            response.header(HeaderNames.VARY, "Accept-Encoding");
        }
        if (isHeld(request)) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        byte[] bytes = encoded.get(encoding);
        if (bytes != null) {
            response.header(HeaderNames.CONTENT_ENCODING, encoding);
        }
        send(request, response, type, bytes == null ? plain : bytes);
    }

    /** Answers 200; a HEAD gets all but the bytes. */
    static void send(ServerRequest request, ServerResponse response, String type, byte[] bytes) {
        response.header(HeaderNames.CONTENT_TYPE, type);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
            response.send();
        } else {
            response.send(bytes);
        }
    }

    private String encoding(ServerRequest request) {
        String accepted = request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("");
        return encoded.keySet().stream()
                .filter(e -> Accept.encoding(accepted, e))
                .findFirst()
                .orElse("");
    }

    private String quoted(String encoding) {
        return '"' + tag + (encoding.isEmpty() ? "" : "-" + encoding) + '"';
    }

    private boolean isHeld(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.IF_NONE_MATCH)) {
            return false;
        }
        String held = String.join(",", request.headers().get(HeaderNames.IF_NONE_MATCH).allValues());
        return Accept.tag(held, quoted("")) || encoded.keySet().stream().anyMatch(e -> Accept.tag(held, quoted(e)));
    }

}
