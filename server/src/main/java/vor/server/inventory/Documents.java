package vor.server.inventory;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.FloorPlan;
import vor.model.FloorPlan.Shape;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Maintenance;
import vor.model.Network;
import vor.model.Placement;

/** The records as JSON documents, in the shapes of docs/formats/api.md: what the API answers and the change log keeps. */
public final class Documents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Function<DeviceId, String> names;

    /** @param inventory where the names of the devices that a document refers to are looked up */
    public Documents(Inventory inventory) {
        this(id -> inventory.device(id).map(Device::name).orElse(id.toString()));
    }

    Documents(Function<DeviceId, String> names) {
        this.names = names;
    }

    public ObjectNode device(Device d) {
        ObjectNode node = JSON.objectNode();
        node.put("id", d.id().value()).put("version", d.version()).put("name", d.name()).put("profile", d.profile());
        node.set("addresses", words(d.addresses()));
        ArrayNode uplinks = node.putArray("uplinks");
        d.uplinks().forEach(u -> uplinks.addObject()
                .put("port", u.port())
                .put("to", names.apply(u.above()))
                .put("toPort", u.abovePort()));
        node.set("networks", words(d.networks()));
        node.set("tags", words(d.tags()));
        ArrayNode placements = node.putArray("placements");
        d.placements().forEach(p -> placements.add(placement(p)));
        d.maintenance().ifPresentOrElse(m -> node.set("maintenance", maintenance(m)), () -> node.putNull("maintenance"));
        return node.put("note", d.note());
    }

    private static ObjectNode placement(Placement placement) {
        ObjectNode node = JSON.objectNode();
        return switch (placement) {
            case Placement.Box(String plan, double x, double y, double width, double height) ->
                node.put("plan", plan).put("x", x).put("y", y).put("width", width).put("height", height);
            case Placement.Geo(double latitude, double longitude) ->
                node.put("latitude", latitude).put("longitude", longitude);
        };
    }

    private static ObjectNode maintenance(Maintenance m) {
        ObjectNode node = JSON.objectNode().put("why", m.why());
        return node.put("until", m.until().map(Instant::toEpochMilli).orElse(null));
    }

    public ObjectNode network(Network n) {
        ObjectNode node = JSON.objectNode();
        node.put("version", n.version()).put("name", n.name());
        n.vlan().ifPresentOrElse(v -> node.put("vlan", v), () -> node.putNull("vlan"));
        node.set("subnets", words(n.subnets()));
        node.set("gateways", words(n.gateways()));
        node.put("router", n.router().map(names).orElse(null));
        node.set("tags", words(n.tags()));
        return node.put("note", n.note());
    }

    public ObjectNode link(Link l) {
        ObjectNode node = JSON.objectNode();
        node.put("id", l.id()).put("version", l.version());
        node.set("a", end(l.a()));
        node.set("b", end(l.b()));
        return node.put("bundle", l.bundle()).put("megabits", l.megabits());
    }

    private ObjectNode end(Link.End end) {
        return JSON.objectNode().put("device", names.apply(end.device())).put("port", end.port());
    }

    public ObjectNode plan(FloorPlan p) {
        ObjectNode node = JSON.objectNode();
        node.put("version", p.version()).put("name", p.name()).put("title", p.title()).put("order", p.order());
        node.put("width", p.width()).put("height", p.height()).put("image", p.image().orElse(null));
        node.set("shapes", shapes(p.shapes()));
        return node;
    }

    static ArrayNode shapes(Collection<Shape> shapes) {
        ArrayNode list = JSON.arrayNode();
        shapes.forEach(s -> list.add(shape(s)));
        return list;
    }

    private static ObjectNode shape(Shape shape) {
        ObjectNode node = JSON.objectNode();
        return switch (shape) {
            case FloorPlan.Rect r ->
                node.put("kind", "rect").put("x", r.x()).put("y", r.y()).put("width", r.width()).put("height", r.height())
                        .put("tone", PlanForm.word(r.tone())).put("label", r.label());
            case FloorPlan.Line l ->
                node.put("kind", "line").put("x1", l.x1()).put("y1", l.y1()).put("x2", l.x2()).put("y2", l.y2())
                        .put("width", l.width()).put("tone", PlanForm.word(l.tone()));
            case FloorPlan.Text t ->
                node.put("kind", "text").put("x", t.x()).put("y", t.y()).put("size", t.size()).put("text", t.text());
        };
    }

    private static ArrayNode words(Collection<String> words) {
        ArrayNode list = JSON.arrayNode();
        words.forEach(list::add);
        return list;
    }
}
