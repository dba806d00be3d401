package vor.server.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vor.server.access.Access;
import vor.server.access.Caller;

/** {@code GET /live}. */
final class LiveRoutes implements HttpService {
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
        SseOutlet outlet = new SseOutlet(request, response);
        deadlines.end(); // it may look for days; Live itself ends those that stall
        try {
            live.serve(request.headers().first(LAST_EVENT_ID).orElse(null), outlet, stillMay());
        } finally {
            outlet.close();
        }
    }

    /** Whether the session with which the stream was opened has not ended; a stream that is open uses it. */
    private BooleanSupplier stillMay() {
        return stillMay(access);
    }

    static BooleanSupplier stillMay(Optional<Access> access) {
        Caller caller = Call.now().caller();
        return access.<BooleanSupplier>map(a -> () -> a.holds(caller)).orElse(() -> true);
    }
}
