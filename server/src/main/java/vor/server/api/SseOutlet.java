package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Opens the stream with the first bytes, so that a reader who is refused before gets a problem. */
final class SseOutlet implements Live.Outlet {
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private final ServerRequest request;
    private final ServerResponse response;
    private @Nullable Pipe pipe;

    SseOutlet(ServerRequest request, ServerResponse response) {
        this.request = request;
        this.response = response;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        try {
            open().write(bytes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Pipe open() {
        Pipe open = pipe;
        if (open == null) {
            response.header(HeaderNames.CONTENT_TYPE, EVENTS);
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            open = Ending.isHttp2(request) ? framed(response.outputStream()) : raw(response.sink(RawSink.TYPE));
            pipe = open;
        }
        return open;
    }

    /** Of a connection that carries other answers too, each write is a frame of its stream. */
    private static Pipe framed(OutputStream stream) {
        return new Pipe() {
            @Override
            public void write(byte[] bytes) throws IOException {
                stream.write(bytes);
                stream.flush();
            }

            @Override
            public void close() throws IOException {
                stream.close();
            }
        };
    }

    private static Pipe raw(RawSink sink) {
        return new Pipe() {
            @Override
            public void write(byte[] bytes) {
                sink.emit(bytes);
            }

            @Override
            public void close() {
                sink.close();
            }
        };
    }

    void close() throws IOException {
        if (pipe != null) {
            pipe.close();
        }
    }

    /** Where the bytes go, once the stream is open. */
    private interface Pipe {
        void write(byte[] bytes) throws IOException;

        void close() throws IOException;
    }
}
