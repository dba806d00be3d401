package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookie that carries a session. Encrypted, its name has the browser refuse one that another host or a page without
 * encryption has planted; on plain loopback, where browsers would not keep such a one, its name carries the port, as cookies
 * do not tell ports apart.
 */
final class Cookies {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String ALWAYS = "; Path=/; HttpOnly; SameSite=Strict";

    private Cookies() {}

    private static String name(boolean encrypted, int port) {
        return encrypted ? "__Host-vor" : "vor-" + port;
    }

    /** The session's id; empty when there is none, or more than one: then somebody else has planted one of them. */
    static Optional<String> session(ServerRequestHeaders headers, boolean encrypted, int port) {
        if (!headers.contains(HeaderNames.COOKIE)) {
            return Optional.empty();
        }
        String start = name(encrypted, port) + "=";
        List<String> ids = headers.get(HeaderNames.COOKIE).allValues().stream()
                .flatMap(v -> Arrays.stream(v.split(";")))
                .map(String::strip)
                .filter(c -> c.startsWith(start))
                .map(c -> c.substring(start.length()))
                .toList();
        return ids.size() == 1 ? ids.stream().filter(id -> ID.matcher(id).matches()).findFirst() : Optional.empty();
    }

    /** The Set-Cookie header that keeps a session. */
    static String keep(String id, boolean encrypted, int port, long seconds) {
        return name(encrypted, port) + "=" + id + ALWAYS + "; Max-Age=" + seconds + (encrypted ? "; Secure" : "");
    }

    /** The Set-Cookie header that forgets it. */
    static String forget(boolean encrypted, int port) {
        return name(encrypted, port) + "=" + ALWAYS + "; Max-Age=0" + (encrypted ? "; Secure" : "");
    }
}
