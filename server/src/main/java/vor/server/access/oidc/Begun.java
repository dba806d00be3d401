package vor.server.access.oidc;

import java.net.URI;

/**
 * A login that was begun.
 *
 * @param key for a cookie in the browser that begins, and in no other
 * @param go where that browser goes next
 */
public record Begun(String key, URI go) {
    @Override
    public String toString() {
        return "Begun[]";
    }
}
