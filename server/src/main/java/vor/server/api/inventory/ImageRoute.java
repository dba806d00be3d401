package vor.server.api.inventory;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import vor.model.FloorPlan;
import vor.server.api.Problem;
import vor.server.api.Sent;
import vor.server.image.ImageException;
import vor.server.image.Redrawing;
import vor.server.image.Redrawn;
import vor.server.inventory.Edit;
import vor.server.inventory.InventoryException;
import vor.server.inventory.InventoryStore;
import vor.server.inventory.InventoryStore.Result;
import vor.server.inventory.Kind;
import vor.server.inventory.PlanImage;

/** {@code /plans/{name}/image}: what lies below a plan. What comes in is drawn anew; what goes out is only ever that. */
final class ImageRoute {
    private static final String PATTERN = "/plans/{+plan}/image";
    private static final String END = "image";
    private static final HeaderName DISPOSITION = HeaderNames.CONTENT_DISPOSITION;

    /** So many images are kept in memory: when one is new, all pages want it at once. */
    private static final int RECENT = 4;

    private final InventoryStore store;
    private final Shelf shelf;
    private final Redrawing redrawing = new Redrawing();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, PlanImage> recent = new LinkedHashMap<>();

    private interface OfPlan {
        void handle(String plan, ServerRequest req, ServerResponse res);
    }

    /** @param shelf of the plans */
    ImageRoute(InventoryStore store, Shelf shelf) {
        this.store = store;
        this.shelf = shelf;
    }

    void routing(HttpRules rules) {
        rules.get(PATTERN, ofPlan(this::get))
                .head(PATTERN, ofPlan(this::get))
                .put(PATTERN, ofPlan(this::put))
                .delete(PATTERN, ofPlan(this::delete))
                .any(PATTERN, ofPlan((plan, req, res) -> refuse(req, res)));
    }

    private static void refuse(ServerRequest req, ServerResponse res) {
        try {
            Http.only("GET, PUT, DELETE").handle(req, res);
        } catch (Exception e) {
            throw new IllegalStateException("a refusal is only sent", e);
        }
    }

    /** A plan may be named {@code x/image}: its own path ends in an encoded slash, and is answered further on. */
    private static Handler ofPlan(OfPlan handler) {
        return InventoryRoutes.guarded((req, res) -> Http.key(req, Kind.PLAN, END)
                .ifPresentOrElse(plan -> handler.handle(plan, req, res), res::next));
    }

    private void get(String plan, ServerRequest req, ServerResponse res) {
        String hash = existing(plan).image().orElseThrow(() -> none(plan));
        PlanImage image = image(hash).orElseThrow(() -> none(plan));
        res.header(DISPOSITION, "inline; filename=\"plan." + (image.type().endsWith("png") ? "png" : "jpg") + "\"");
        Http.cached(req, res, "\"" + hash.substring(hash.indexOf(':') + 1) + "\"", image.type(), image::bytes);
    }

    private FloorPlan existing(String plan) {
        return store.current().plan(plan).orElseThrow(() -> Problem.notFound("there is no plan \"" + plan + "\"").exception());
    }

    private static RuntimeException none(String plan) {
        return Problem.notFound("plan \"" + plan + "\" has no image").exception();
    }

    /** The store is asked without the lock: a slow one holds up nobody whose image is at hand. */
    private Optional<PlanImage> image(String hash) {
        Optional<PlanImage> image = recent(hash).or(() -> store.image(hash));
        image.ifPresent(i -> remember(hash, i));
        return image;
    }

    private Optional<PlanImage> recent(String hash) {
        lock.lock();
        try {
            return Optional.ofNullable(recent.get(hash));
        } finally {
            lock.unlock();
        }
    }

    private void remember(String hash, PlanImage image) {
        lock.lock();
        try {
            recent.remove(hash);
            recent.put(hash, image);
            if (recent.size() > RECENT) {
                recent.remove(recent.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    private void put(String plan, ServerRequest req, ServerResponse res) {
        existing(plan);
        byte[] file = Body.image(req);
        Redrawn drawn = redraw(file, Sent.type(req));
        PlanImage image = PlanImage.of(drawn.type(), drawn.width(), drawn.height(), drawn.bytes());
        answer(plan, req, res, edit -> store.write(Http.who(req), image, edit), image.hash());
    }

    private Redrawn redraw(byte[] file, String type) {
        try {
            return redrawing.redraw(file, type)
                    .orElseThrow(() -> Problem.busy("another image is being drawn; try again in a moment").exception());
        } catch (ImageException e) {
            Problem.Item item = new Problem.Item(
                    "image", String.valueOf(e.getMessage()), e.hint(), OptionalInt.empty(), OptionalInt.empty());
            throw Problem.invalid("The image cannot be used", List.of(item)).exception();
        }
    }

    private void delete(String plan, ServerRequest req, ServerResponse res) {
        if (existing(plan).image().isEmpty()) {
            throw none(plan);
        }
        answer(plan, req, res, edit -> store.write(Http.who(req), edit), null);
    }

    private void answer(
            String plan,
            ServerRequest req,
            ServerResponse res,
            Function<Function<Edit, Edit.Written>, Result<Edit.Written>> write,
            @Nullable String hash) {
        try {
            InventoryRoutes.answer(shelf, res, write.apply(edit -> edit.patch(
                    Kind.PLAN, plan, JsonNodeFactory.instance.objectNode().put("image", hash), Http.condition(req))));
        } catch (InventoryException e) {
            throw InventoryRoutes.refused(shelf, plan, store, e);
        }
    }
}
