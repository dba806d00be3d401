package vor.server.api.inventory;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Inventory;
import vor.model.Profile;
import vor.server.api.Packer;
import vor.server.api.Problem;
import vor.server.api.ProblemException;
import vor.server.inventory.Condition;
import vor.server.inventory.Delta;
import vor.server.inventory.Edit;
import vor.server.inventory.Etags;
import vor.server.inventory.InventoryException;
import vor.server.inventory.InventoryStore;
import vor.server.inventory.InventoryStore.Result;
import vor.server.inventory.Kind;

/**
 * The inventory's part of {@code /api/v1}: devices, networks, links, plans, profiles, export, import, changes, edits. It throws
 * {@link vor.server.api.ProblemException}s; whoever mounts it turns them into answers.
 */
public final class InventoryRoutes implements HttpService {
    private final InventoryStore store;
    private final Supplier<List<Profile>> profiles;
    private final Packer packer = new Packer("inventory-encode");

    /** @param profiles as the configuration orders them now */
    public InventoryRoutes(InventoryStore store, Supplier<List<Profile>> profiles) {
        this.store = store;
        this.profiles = profiles;
    }

    @Override
    public void routing(HttpRules rules) {
        for (Kind kind : Kind.values()) {
            Shelf shelf = new Shelf(kind, packer);
            if (kind == Kind.PLAN) {
                new ImageRoute(store, shelf).routing(rules); // before the plans, whose pattern takes any path
            }
            collection(rules, shelf);
        }
        rules.get("/profiles", this::profiles).any("/profiles", Http.only("GET"));
        rules.get("/export", new ExportRoute(store)::get).any("/export", Http.only("GET"));
        rules.post("/import", guarded(new ImportRoute(store)::post)).any("/import", Http.only("POST"));
        ChangesRoute changes = new ChangesRoute(store);
        rules.get("/changes", guarded(changes::get)).any("/changes", Http.only("GET"));
        rules.get("/edits", guarded(changes::edits)).any("/edits", Http.only("GET"));
        rules.post("/edits/{edit}/undo", guarded(changes::undo)).any("/edits/{edit}/undo", Http.only("POST"));
    }

    @Override
    public void afterStop() {
        packer.close();
    }

    private void collection(HttpRules rules, Shelf shelf) {
        String all = "/" + shelf.kind().plural();
        String one = all + "/*";
        rules.get(all, (req, res) -> list(shelf, req, res))
                .head(all, (req, res) -> list(shelf, req, res))
                .put(all, guarded((req, res) -> putAll(shelf, req, res)))
                .patch(all, guarded((req, res) -> patchAll(shelf, req, res)));
        boolean links = shelf.kind() == Kind.LINK;
        if (links) {
            rules.post(all, guarded((req, res) -> add(shelf, req, res)));
        }
        rules.any(all, Http.only(links ? "GET, PUT, PATCH, POST" : "GET, PUT, PATCH"));
        rules.get(one, (req, res) -> get(shelf, req, res))
                .head(one, (req, res) -> get(shelf, req, res))
                .put(one, (req, res) -> put(shelf, req, res))
                .patch(one, (req, res) -> patch(shelf, req, res))
                .delete(one, (req, res) -> delete(shelf, req, res))
                .any(one, Http.only("GET, PUT, PATCH, DELETE"));
    }

    static Handler guarded(Handler handler) {
        return (req, res) -> {
            try {
                handler.handle(req, res);
            } catch (InventoryException e) {
                throw Refusals.problem(e, Optional.empty()).exception();
            }
        };
    }

    private void list(Shelf shelf, ServerRequest req, ServerResponse res) {
        Inventory inventory = store.current();
        Http.list(req, res, Etags.of(inventory), shelf.list(inventory));
    }

    private void get(Shelf shelf, ServerRequest req, ServerResponse res) {
        String key = Http.key(req, shelf.kind());
        Shelf.Tagged found = shelf.find(store.current(), key).orElseThrow(() -> Problem.notFound(
                        "there is no " + shelf.kind().word() + " \"" + key + "\"")
                .exception());
        Http.cached(req, res, found.etag(), () -> bytes(found.document()));
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void put(Shelf shelf, ServerRequest req, ServerResponse res) {
        String key = Http.key(req, shelf.kind());
        JsonNode document = Body.json(req);
        Condition condition = Http.condition(req);
        answer(shelf, res, write(shelf, key, req, edit -> edit.put(shelf.kind(), key, document, condition)));
    }

    private void patch(Shelf shelf, ServerRequest req, ServerResponse res) {
        String key = Http.key(req, shelf.kind());
        JsonNode patch = Body.patch(req);
        Condition condition = Http.condition(req);
        answer(shelf, res, write(shelf, key, req, edit -> edit.patch(shelf.kind(), key, patch, condition)));
    }

    private void delete(Shelf shelf, ServerRequest req, ServerResponse res) {
        String key = Http.key(req, shelf.kind());
        boolean detach = Http.flag(req, "detach");
        Condition condition = Http.condition(req);
        Result<String> done = write(shelf, key, req, edit -> {
            edit.delete(shelf.kind(), key, detach, condition);
            return key;
        });
        Http.edited(res, done.number());
        res.status(Status.NO_CONTENT_204).send();
    }

    /** A writer whose condition failed gets to see what is there. */
    private <T> Result<T> write(Shelf shelf, String key, ServerRequest req, Function<Edit, T> edit) {
        try {
            return store.write(Http.who(req), edit);
        } catch (InventoryException e) {
            throw refused(shelf, key, store, e);
        }
    }

    static ProblemException refused(Shelf shelf, String key, InventoryStore store, InventoryException e) {
        Optional<JsonNode> current = e instanceof InventoryException.Precondition
                ? shelf.find(store.current(), key).map(Shelf.Tagged::document)
                : Optional.empty();
        return Refusals.problem(e, current).exception();
    }

    static void answer(Shelf shelf, ServerResponse res, Result<Edit.Written> result) {
        String key = result.value().key();
        Shelf.Tagged written = shelf.find(result.delta().after(), key).orElseThrow();
        if (result.value().created()) {
            res.status(Status.CREATED_201).header(HeaderNames.LOCATION, Http.location(shelf.kind(), key));
        }
        Http.edited(res, result.number());
        Http.fresh(res, written.etag(), bytes(written.document()));
    }

    private void add(Shelf shelf, ServerRequest req, ServerResponse res) {
        JsonNode link = Body.json(req);
        answer(shelf, res, store.write(Http.who(req), edit -> edit.add(link)));
    }

    private void putAll(Shelf shelf, ServerRequest req, ServerResponse res) {
        JsonNode array = Body.json(req);
        Condition condition = Http.condition(req);
        answerAll(shelf, res, store.write(Http.who(req), edit -> {
            edit.putAll(shelf.kind(), array, condition);
            return edit;
        }));
    }

    private void patchAll(Shelf shelf, ServerRequest req, ServerResponse res) {
        JsonNode array = Body.patch(req);
        Condition condition = Http.condition(req);
        answerAll(shelf, res, store.write(Http.who(req), edit -> {
            edit.patchAll(shelf.kind(), array, condition);
            return edit;
        }));
    }

    /** Those of the kind that changed. */
    private static void answerAll(Shelf shelf, ServerResponse res, Result<Edit> result) {
        Delta delta = result.delta();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("revision", delta.after().revision());
        var array = node.putArray(shelf.kind().plural());
        delta.items().stream()
                .filter(i -> i.kind() == shelf.kind() && i.after() != null)
                .forEach(i -> array.add(i.after()));
        Http.edited(res, result.number());
        Http.fresh(res, Etags.of(delta.after()), bytes(node));
    }

    private void profiles(ServerRequest req, ServerResponse res) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        var array = node.putArray("profiles");
        profiles.get().forEach(p -> array.addObject()
                .put("name", p.name())
                .put("vendor", p.vendor())
                .put("interval", p.interval().toMillis()));
        byte[] bytes = bytes(node);
        Http.cached(req, res, Http.etagOf(bytes), () -> bytes);
    }
}
