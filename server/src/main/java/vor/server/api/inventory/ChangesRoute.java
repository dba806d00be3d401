package vor.server.api.inventory;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.server.api.Problem;
import vor.server.inventory.Change;
import vor.server.inventory.Delta;
import vor.server.inventory.InventoryStore;
import vor.server.inventory.Kind;
import vor.server.inventory.PastEdit;

/** Who did what, newest first: single records, and what was written together; and taking it back. */
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
        OptionalLong edit = Http.number(req, "edit", 1, Long.MAX_VALUE);
        int limit = (int) Http.number(req, "limit", 1, Change.Query.MOST).orElse(USUAL);
        Change.Query query = new Change.Query(Http.parameter(req, "device"), kind, edit, before(req), limit);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        var list = node.putArray("changes");
        store.changes(query).forEach(c -> list.add(EditJson.of(c)));
        answer(req, res, node);
    }

    void edits(ServerRequest req, ServerResponse res) {
        int limit = (int) Http.number(req, "limit", 1, PastEdit.MOST).orElse(USUAL);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        var list = node.putArray("edits");
        store.edits(before(req), limit).forEach(e -> list.add(EditJson.of(e)));
        answer(req, res, node);
    }

    /** Takes an edit back, or says what that would change. */
    void undo(ServerRequest req, ServerResponse res) {
        boolean dry = Http.flag(req, "dry");
        InventoryStore.Result<PastEdit> undone = store.undo(Http.who(req), edit(req), dry);
        Delta delta = undone.delta();
        long revision = dry ? delta.before().revision() : delta.after().revision();
        Http.edited(res, undone.number());
        Http.fresh(res, "", bytes(ImportJson.of(delta, dry, revision)));
    }

    private static long edit(ServerRequest req) {
        String number = req.path().pathParameters().get("edit");
        if (!number.matches("[1-9][0-9]{0,17}")) {
            throw Problem.notFound("there is no edit \"" + number + "\"; edits have numbers").exception();
        }
        return Long.parseLong(number);
    }

    private static long before(ServerRequest req) {
        return Http.number(req, "before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    }

    private static void answer(ServerRequest req, ServerResponse res, ObjectNode node) {
        byte[] bytes = bytes(node);
        Http.cached(req, res, Http.etagOf(bytes), () -> bytes);
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
