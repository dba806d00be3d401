package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** How a conversation ends of which the rest of a request is not read. */
public final class Ending {
    private Ending() {}

    /** The connection ends with this answer; of HTTP/2 it is the stream that does, and no header may say so (RFC 9113, 8.2.2). */
    public static void with(ServerRequest request, ServerResponse response) {
        if (!isHttp2(request)) {
            response.header(HeaderNames.CONNECTION, "close");
        }
    }

    static boolean isHttp2(ServerRequest request) {
        return request.prologue().protocolVersion().startsWith("2");
    }
}
