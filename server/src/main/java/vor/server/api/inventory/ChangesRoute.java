package vor.server.api.inventory;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import vor.server.api.Problem;
import vor.server.inventory.Change;
import vor.server.inventory.InventoryStore;
import vor.server.inventory.Kind;

/** {@code GET /changes}: who did what, newest first. */
final class ChangesRoute {
    private static final int USUAL = 100;

    private final InventoryStore store;

    ChangesRoute(InventoryStore store) {
        this.store = store;
    }

    void get(ServerRequest req, ServerResponse res) {
        Optional<Kind> kind = Http.parameter(req, "kind").map(word -> Kind.of(word).orElseThrow(() -> Problem.malformed(
                        "kind is one of device, network, link, plan")
                .exception()));
        long before = Http.number(req, "before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        int limit = (int) Http.number(req, "limit", 1, Change.Query.MOST).orElse(USUAL);
        Change.Query query = new Change.Query(Http.parameter(req, "device"), kind, before, limit);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        var list = node.putArray("changes");
        store.changes(query).forEach(c -> list.add(json(c)));
        byte[] bytes = node.toString().getBytes(StandardCharsets.UTF_8);
        Http.cached(req, res, Http.etagOf(bytes), () -> bytes);
    }

    private static ObjectNode json(Change c) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", c.id()).put("at", c.at().toEpochMilli()).put("who", c.who()).put("action", c.action());
        node.put("kind", c.kind().word()).put("name", c.name());
        node.set("before", c.before().orElse(NullNode.instance));
        node.set("after", c.after().orElse(NullNode.instance));
        return node;
    }
}
