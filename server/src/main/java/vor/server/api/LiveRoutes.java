package vor.server.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.server.access.Access;
import vor.server.access.Caller;

/** {@code GET /live}, and what pages put on their stream: {@code /live/{stream}/events/{name}}. */
final class LiveRoutes implements HttpService {
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    private static final String VIEW = "/live/{stream}/events/{name}";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final int LIMIT = 64 << 10;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Live live;
    private final EventViews views;
    private final Deadlines deadlines;
    private final Optional<Access> access;

    LiveRoutes(Live live, EventViews views, Deadlines deadlines, Optional<Access> access) {
        this.live = live;
        this.views = views;
        this.deadlines = deadlines;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/live", this::live);
        rules.put(VIEW, this::show);
        rules.delete(VIEW, this::end);
    }

    private void live(ServerRequest request, ServerResponse response) throws IOException {
        SseOutlet outlet = new SseOutlet(request, response);
        deadlines.end(); // it may look for days; Live itself ends those that stall
        try (EventViews.Stream stream = views.open(Call.now().caller())) {
            live.serve(request.headers().first(LAST_EVENT_ID).orElse(null), outlet, stillMay(), stream);
        } finally {
            outlet.close();
        }
    }

    private void show(ServerRequest request, ServerResponse response) {
        EventViews.Stream stream = stream(request);
        views.show(stream, name(request), EventRoutes.query(text(request)));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void end(ServerRequest request, ServerResponse response) {
        views.end(stream(request), name(request));
        response.status(Status.NO_CONTENT_204).send();
    }

    private EventViews.Stream stream(ServerRequest request) {
        return views.of(Call.now().caller(), request.path().pathParameters().get("stream"));
    }

    private static String name(ServerRequest request) {
        String name = request.path().pathParameters().get("name");
        if (!NAME.matcher(name).matches()) {
            throw invalid("No query is named so", "name", "must be 1 to 40 of A-Z a-z 0-9 _ -");
        }
        return name;
    }

    private static String text(ServerRequest request) {
        JsonNode body = json(Sent.bytes(request, Set.of("application/json"), LIMIT));
        Optional<String> other = body.propertyNames().stream().filter(key -> !key.equals("query")).findFirst();
        if (other.isPresent()) {
            throw invalid("This is no query", other.get(), "is not known; there is query alone");
        }
        return body.path("query").stringValueOpt().orElseThrow(() -> invalid("This is no query", "query", "must be a text; \"\" for all"));
    }

    private static JsonNode json(byte[] bytes) {
        try {
            JsonNode body = MAPPER.readTree(bytes);
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException e) {
            // told below
        }
        throw Problem.malformed("expected {\"query\": \"state = \\\"critical\\\"\"}").exception();
    }

    private static ProblemException invalid(String title, String field, String message) {
        return Problem.invalid(title, List.of(new Problem.Item(field, message, "", OptionalInt.empty(), OptionalInt.empty()))).exception();
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
