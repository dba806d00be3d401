package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** How a conversation ends of which the rest of a request is not read. */
public final class Ending {
    /* More than any body that is taken. */
    private static final long MOST_DISCARDED = 32 << 20;

    private Ending() {}

    /** The connection ends with this answer; of HTTP/2 it is the stream that does, and no header may say so (RFC 9113, 8.2.2). */
    public static void with(ServerRequest request, ServerResponse response) {
        if (!isHttp2(request)) {
            response.header(HeaderNames.CONNECTION, "close");
        }
    }

    /** Whether the connection ends with this answer. */
    static boolean isNear(ServerRequest request, ServerResponse response) {
        return !isHttp2(request) && response.headers().contains(HeaderNames.CONNECTION);
    }

    /**
     * Reads away what still comes of a body, after the answer: who is cut off while writing never sees it (RFC 9112, 9.6). Only so much, and only until the
     * deadline of the calling thread.
     */
    static void discard(Supplier<InputStream> body) {
        byte[] buffer = new byte[16 << 10];
        try {
            InputStream rest = body.get();
            int n = 0;
            for (long left = MOST_DISCARDED; left > 0 && n >= 0; left -= n) {
                n = rest.read(buffer);
            }
        } catch (IOException | RuntimeException e) { // it ends either way
            return;
        }
    }

    static boolean isHttp2(ServerRequest request) {
        return request.prologue().protocolVersion().startsWith("2");
    }
}
