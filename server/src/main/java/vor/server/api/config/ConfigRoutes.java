package vor.server.api.config;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.server.api.Problem;

/** {@code /reload} and {@code /config-schema.json}. */
public final class ConfigRoutes implements HttpService {
    private final Reloading reloading;
    private final ObjectNode schema;

    /** @param schema of {@code vor.yaml} */
    public ConfigRoutes(Reloading reloading, ObjectNode schema) {
        this.reloading = reloading;
        this.schema = schema;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/reload", this::reload);
        rules.get("/config-schema.json", this::schema);
    }

    private void reload(ServerRequest request, ServerResponse response) {
        String dry = request.query().first("dry").orElse("false");
        if (!dry.equals("true") && !dry.equals("false")) {
            throw Problem.invalid("The query is not valid", List.of(new Problem.Item(
                            "dry", "\"" + dry + "\" is neither true nor false", "", OptionalInt.empty(), OptionalInt.empty())))
                    .exception();
        }
        Reloading.Outcome outcome = reloading.reload(dry.equals("true"));
        if (!outcome.faults().isEmpty()) {
            throw Problem.invalid("The configuration is not valid; nothing was changed", outcome.faults().stream().map(ConfigRoutes::item).toList())
                    .exception();
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("dry", dry.equals("true")).put("since", outcome.since().toEpochMilli());
        var changes = answer.putArray("changes");
        outcome.changes().forEach(c -> changes.addObject()
                .put("key", c.key())
                .put("before", c.before())
                .put("after", c.after())
                .put("restart", c.restart()));
        json(response, "application/json", answer);
    }

    private static Problem.Item item(Reloading.Fault fault) {
        return new Problem.Item(fault.field(), fault.message(), "", place(fault.line()), place(fault.column()));
    }

    private static OptionalInt place(int number) {
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private void schema(ServerRequest request, ServerResponse response) {
        json(response, "application/schema+json", schema);
    }

    private static void json(ServerResponse response, String type, ObjectNode node) {
        response.header(HeaderNames.CONTENT_TYPE, type)
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .send(node.toString().getBytes(StandardCharsets.UTF_8));
    }
}
