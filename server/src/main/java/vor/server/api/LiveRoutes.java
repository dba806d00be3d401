package vor.server.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vor.server.access.Access;
import vor.server.access.Caller;

/** {@code GET /live}. */
final class LiveRoutes implements HttpService {
    private static final String EVENTS = "text/event-stream; charset=utf-8";

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    private final Live live;
    private final Deadlines deadlines;
    private final Optional<Access> access;

    LiveRoutes(Live live, Deadlines deadlines, Optional<Access> access) {
        this.live = live;
        this.deadlines = deadlines;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/live", this::live);
    }

    private void live(ServerRequest request, ServerResponse response) throws IOException {
        Outlet outlet = new Outlet(request, response);
        deadlines.end(); // it may look for days; Live itself ends those that stall
        try {
            live.serve(request.headers().first(LAST_EVENT_ID).orElse(null), outlet, stillMay());
        } finally {
            outlet.close();
        }
    }

    /** Whether the session with which the stream was opened has not ended; a stream that is open uses it. */
    private BooleanSupplier stillMay() {
        Caller caller = Call.now().caller();
        return access.<BooleanSupplier>map(a -> () -> a.holds(caller)).orElse(() -> true);
    }

    /** Opens the stream with the first bytes, so that a reader who is refused before gets a problem. */
    private static final class Outlet implements Live.Outlet {
        private final ServerRequest request;
        private final ServerResponse response;
        private @Nullable Pipe pipe;

        Outlet(ServerRequest request, ServerResponse response) {
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
    }

    /** Where the bytes go, once the stream is open. */
    private interface Pipe {
        void write(byte[] bytes) throws IOException;

        void close() throws IOException;
    }
}
