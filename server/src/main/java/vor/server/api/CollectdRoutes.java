package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.OptionalInt;
import java.util.Set;

/** {@code /collectd}: what collectd's write_http posts, as JSON or as lines. */
public final class CollectdRoutes implements HttpService {
    /** The second is that of its lines. A form of a foreign page could send it, too: the gate stops those. */
    private static final Set<String> TYPES = Set.of("application/json", "text/plain");

    private final Posted collectd;

    public CollectdRoutes(Posted collectd) {
        this.collectd = collectd;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/collectd", this::push);
    }

    /** Collectd sends nothing twice: so what can be read counts, and only where nothing can it is told that. */
    private void push(ServerRequest request, ServerResponse response) {
        Posted.Outcome outcome = collectd.take(Sent.bytes(request, TYPES, EventBody.LIMIT), Call.now().source());
        if (outcome.bad() > 0 && outcome.taken() == 0) {
            throw Problem.invalid(
                            "Nothing of this could be read",
                            outcome.problems().stream().map(p -> new Problem.Item("", p, "", OptionalInt.empty(), OptionalInt.empty())).toList())
                    .exception();
        }
        response.header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.CONTENT_TYPE, PictureRoutes.JSON)
                .send(Bytes.json(out -> {
                    out.writeStartObject();
                    out.writeNumberProperty("taken", outcome.taken());
                    out.writeNumberProperty("bad", outcome.bad());
                    out.writeEndObject();
                }));
    }
}
