package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.server.access.Access;
import vor.server.events.Entry;
import vor.server.events.Index;
import vor.server.events.query.Query;
import vor.server.events.query.QueryException;

/** {@code /events}: the index by Riemann's query language, events pushed as JSON; and {@code /live/events}, the same as a stream. */
final class EventRoutes implements HttpService {
    private static final Comparator<Entry> BY_NAME =
            Comparator.comparing((Entry e) -> e.event().host()).thenComparing(e -> e.event().service());

    private final Clock clock;
    private final Index index;
    private final EventSink intake;
    private final EventLive live;
    private final Deadlines deadlines;
    private final Optional<Access> access;

    EventRoutes(Clock clock, Index index, EventSink intake, EventLive live, Deadlines deadlines, Optional<Access> access) {
        this.clock = clock;
        this.index = index;
        this.intake = intake;
        this.live = live;
        this.deadlines = deadlines;
        this.access = access;
    }

    @Override
    public void routing(HttpRules rules) {
        PictureRoutes.read(rules, "/events", this::list);
        rules.post("/events", this::push);
        rules.get("/live/events", this::stream);
    }

    private void list(ServerRequest request, ServerResponse response) {
        List<Entry> found = index.find(query(request)::matches).stream().sorted(BY_NAME).toList();
        byte[] json = EventJson.list(clock.millis(), index.size(), found);
        Answer.of(PictureRoutes.JSON, Page.hash(json), "no-store", json).send(request, response);
    }

    private void stream(ServerRequest request, ServerResponse response) throws IOException {
        Query query = query(request);
        SseOutlet outlet = new SseOutlet(request, response);
        deadlines.end(); // it may look for days; a write that takes too long has a deadline of its own
        try {
            live.serve(query, outlet, LiveRoutes.stillMay(access));
        } finally {
            outlet.close();
        }
    }

    private static Query query(ServerRequest request) {
        return query(request.query().first("query").orElse(""));
    }

    /** @throws ProblemException when it is none, saying where */
    static Query query(String text) {
        if (text.isBlank()) {
            return Query.all();
        }
        try {
            return Query.parse(text);
        } catch (QueryException e) {
            String hint = "such as: host = \"web1\" and (state = \"critical\" or metric > 0.9)";
            OptionalInt column = OptionalInt.of(e.at() + 1);
            throw Problem.invalid(
                            "This is no query",
                            List.of(new Problem.Item("query", e.getMessage() + " at character " + (e.at() + 1), hint, OptionalInt.of(1), column)))
                    .exception();
        }
    }

    private void push(ServerRequest request, ServerResponse response) {
        List<Event> events = EventBody.read(request, clock.now());
        intake.take(events);
        response.header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.CONTENT_TYPE, PictureRoutes.JSON)
                .send(Bytes.json(out -> {
                    out.writeStartObject();
                    out.writeNumberProperty("taken", events.size());
                    out.writeEndObject();
                }));
    }
}
