package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/** The body that somebody has sent: its type is checked, its size bounded before it is read. */
public final class Sent {
    private Sent() {}

    /** Of its content, without parameters, in lower case; empty when there is none. */
    public static String type(ServerRequest request) {
        String header = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * All of it; empty when there is none.
     *
     * @param types that are taken, in lower case; those that a form of a foreign page could send unasked had better not be among them
     * @param limit bytes
     * @throws ProblemException when it is of another type, or longer
     */
    public static byte[] bytes(ServerRequest request, Set<String> types, int limit) {
        checkType(type(request), types);
        if (request.headers().contentLength().orElse(0) > limit) {
            throw Problem.tooLarge(limit).exception();
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw Problem.tooLarge(limit).exception();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkType(String type, Set<String> types) {
        if (!types.contains(type)) {
            String expected = String.join(" or ", types.stream().sorted().toList());
            String got = type.isEmpty() ? "" : ", not " + type;
            throw Problem.mediaType("send Content-Type: " + expected + got).exception();
        }
    }
}
