package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookies that carry a session, or a login that is not finished. Encrypted, their names have the browser refuse one that another host or a page without
 * encryption has planted; on plain loopback, where browsers would not keep such a one, their names carry the port, as cookies
 * do not tell ports apart.
 */
final class Cookies {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String ALWAYS = "; Path=/; HttpOnly; SameSite=Strict";

    private Cookies() {}

    /** What a cookie is for. */
    enum Kind {
        SESSION(""),
        /** A login at a provider that is not finished. Strict too: our own page brings the answer, so the way back needs no cookie. */
        LOGIN("-login");

        private final String tail;

        Kind(String tail) {
            this.tail = tail;
        }
    }

    private static String name(Kind kind, boolean encrypted, int port) {
        return (encrypted ? "__Host-vor" : "vor-" + port) + kind.tail;
    }

    /** What it holds; empty when there is none, or more than one: then somebody else has planted one of them. */
    static Optional<String> of(Kind kind, ServerRequestHeaders headers, boolean encrypted, int port) {
        if (!headers.contains(HeaderNames.COOKIE)) {
            return Optional.empty();
        }
        String start = name(kind, encrypted, port) + "=";
        List<String> ids = headers.get(HeaderNames.COOKIE).allValues().stream()
                .flatMap(v -> Arrays.stream(v.split(";")))
                .map(String::strip)
                .filter(c -> c.startsWith(start))
                .map(c -> c.substring(start.length()))
                .toList();
        return ids.size() == 1 ? ids.stream().filter(id -> ID.matcher(id).matches()).findFirst() : Optional.empty();
    }

    /** The Set-Cookie header that keeps it. */
    static String keep(Kind kind, String id, boolean encrypted, int port, long seconds) {
        return name(kind, encrypted, port) + "=" + id + ALWAYS + "; Max-Age=" + seconds + (encrypted ? "; Secure" : "");
    }

    /** The Set-Cookie header that forgets it. */
    static String forget(Kind kind, boolean encrypted, int port) {
        return name(kind, encrypted, port) + "=" + ALWAYS + "; Max-Age=0" + (encrypted ? "; Secure" : "");
    }
}
