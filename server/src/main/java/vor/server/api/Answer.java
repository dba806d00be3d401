package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer that is the same for everybody, plain or in one of some codings.
 *
 * @param tag strong ETag without quotes; each coding gets one of its own from it
 * @param cache the Cache-Control header
 */
public record Answer(String type, String tag, String cache, Packed bytes) {
    private static final Pattern CODED = Pattern.compile("-(?:br|gzip)\"$");

    static Answer of(String type, String tag, String cache, byte[] plain) {
        return new Answer(type, tag, cache, Packed.plain(plain));
    }

    /** The tag of the plain form, of a quoted tag of any: they name the same document. */
    public static String plainTag(String quoted) {
        return CODED.matcher(quoted).replaceFirst("\"");
    }

    /** Sends it as the reader likes it best, or 304 when it has it. */
    public void send(ServerRequest request, ServerResponse response) {
        Optional<Coding> coding = coding(request);
        response.header(HeaderNames.ETAG, quoted(coding));
        response.header(HeaderNames.CACHE_CONTROL, cache);
        if (!bytes.codings().isEmpty()) {
            response.header(HeaderNames.VARY, "Accept-Encoding");
        }
        if (isHeld(request)) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        coding.ifPresent(c -> response.header(HeaderNames.CONTENT_ENCODING, c.word));
        send(request, response, type, coding.map(bytes::in).orElseGet(bytes::plain));
    }

    /** Answers 200; a HEAD gets all but the bytes. */
    static void send(ServerRequest request, ServerResponse response, String type, byte[] bytes) {
        send(request, response, type, Body.of(bytes));
    }

    private static void send(ServerRequest request, ServerResponse response, String type, Body body) {
        response.header(HeaderNames.CONTENT_TYPE, type);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.contentLength(body.length());
            response.send();
        } else {
            body.send(request, response);
        }
    }

    private Optional<Coding> coding(ServerRequest request) {
        String accepted = request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("");
        return Stream.of(Coding.values())
                .filter(bytes.codings()::contains)
                .filter(c -> Accept.encoding(accepted, c.word))
                .findFirst();
    }

    private String quoted(Optional<Coding> coding) {
        return '"' + tag + coding.map(c -> "-" + c.word).orElse("") + '"';
    }

    private boolean isHeld(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.IF_NONE_MATCH)) {
            return false;
        }
        String held = String.join(",", request.headers().get(HeaderNames.IF_NONE_MATCH).allValues());
        return Accept.tag(held, quoted(Optional.empty()))
                || bytes.codings().stream().anyMatch(c -> Accept.tag(held, quoted(Optional.of(c))));
    }
}
