package vor.wire.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param method as it was written
 * @param path without its query, percent-decoded; begins with a slash
 * @param query decoded; of a name that is given twice the last counts
 * @param minor of HTTP/1.x: 0 or 1
 * @param headers by name in small letters, in order
 */
public record RequestHead(String method, String path, Map<String, String> query, int minor, Map<String, List<String>> headers, Body body) implements Head {
    public RequestHead {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** How it is told where the body ends. */
    public sealed interface Body {
        record None() implements Body {}

        /** @param bytes 0 or more */
        record Length(long bytes) implements Body {}

        record Chunked() implements Body {}
    }

    /** The value of a header that is there once; of one that is there more often, all, with commas between. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** Whether a header that is a list has this word in it. */
    public boolean says(String name, String word) {
        for (String one : header(name).orElse("").split(",", -1)) {
            if (one.strip().toLowerCase(Locale.ROOT).equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the client may ask again on the same connection. */
    public boolean staysOpen() {
        return minor == 1 && !says("connection", "close");
    }
}
