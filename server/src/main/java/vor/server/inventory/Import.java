package vor.server.inventory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Link;
import vor.server.inventory.Batch.Lay;

/** Reads the tree of docs/formats/inventory.md into an edit. Names are made known first, then documents may refer to any. */
final class Import {
    private static final String FORMAT = "inventory/1";
    private static final List<String> SECTIONS = List.of("vor", "plans", "networks", "devices", "links");
    private static final Set<String> OURS = Set.of("id", "version", "name");
    private static final int MANY = 100_000;

    private final Edit edit;
    private final Faults faults;
    private final Batch batch;
    private final boolean replace;

    Import(Edit edit, Batch batch, boolean replace) {
        this.edit = edit;
        this.faults = edit.faults;
        this.batch = batch;
        this.replace = replace;
    }

    void read() {
        Doc.of(batch.root().value(), Field.ROOT, faults, SECTIONS).ifPresent(doc -> {
            format(doc);
            sections(doc);
        });
    }

    private void format(Doc doc) {
        Field at = Field.ROOT.key("vor");
        if (!doc.has("vor")) {
            faults.add(Field.ROOT, "this is no inventory: the field \"vor\" is missing", "begin with vor: " + FORMAT);
        } else if (!doc.text("vor", Text.LINE, "").equals(FORMAT)) {
            faults.add(at, "this kind of file is not understood", "expected " + FORMAT);
        }
    }

    private void sections(Doc doc) {
        Map<String, JsonNode> plans = section(doc, "plans");
        Map<String, JsonNode> networks = section(doc, "networks");
        Map<String, JsonNode> devices = section(doc, "devices");
        List<JsonNode> links = doc.hasValue("links") ? doc.array("links", MANY, "an array of links") : List.of();
        if (replace) {
            removeOthers(edit.plans, plans);
            removeOthers(edit.networks, networks);
            removeOthers(edit.devices, devices);
        }
        reserve(edit.plans, plans);
        reserve(edit.networks, networks);
        reserve(edit.devices, devices);
        write(edit.plans, plans);
        write(edit.networks, networks);
        write(edit.devices, devices);
        links(links);
    }

    private Map<String, JsonNode> section(Doc doc, String name) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        if (!doc.hasValue(name)) {
            return entries;
        }
        JsonNode section = doc.raw(name).orElseThrow();
        if (!section.isObject()) {
            faults.add(Field.ROOT.key(name), "expected names with their values, got " + Doc.type(section));
        } else if (section.size() > MANY) {
            faults.add(Field.ROOT.key(name), "has " + section.size() + " entries; at most " + MANY + " are allowed");
        } else {
            section.properties().forEach(e -> entries.put(e.getKey(), e.getValue()));
        }
        return entries;
    }

    private <K, R> void removeOthers(Desk<K, R> desk, Map<String, JsonNode> named) {
        if (!batch.kinds().contains(desk.kind)) {
            return;
        }
        Set<K> kept = new HashSet<>();
        named.keySet().forEach(name -> desk.find(name).ifPresent(kept::add));
        List.copyOf(desk.now.keySet()).stream().filter(k -> !kept.contains(k)).forEach(desk::remove);
    }

    private static <K, R> void reserve(Desk<K, R> desk, Map<String, JsonNode> entries) {
        entries.keySet().stream()
                .filter(name -> desk.find(name).isEmpty())
                .forEach(name -> desk.reserve(name, at(desk.kind, name)));
    }

    private static Field at(Kind kind, String name) {
        return Field.ROOT.key(kind.plural()).key(name);
    }

    private <K, R> void write(Desk<K, R> desk, Map<String, JsonNode> entries) {
        entries.forEach((name, value) -> {
            Field at = at(desk.kind, name);
            K key = desk.find(name).orElseThrow();
            if (value.isNull()) {
                value = JsonNodeFactory.instance.objectNode();
            }
            if (value instanceof ObjectNode fields && refuseOurs(fields, at)) {
                @Nullable R record = desk.now.get(key);
                fields = desk.kind == Kind.PLAN ? withKnownImage(fields, name) : fields;
                desk.write(key, name, record == null ? fields : overlay(desk.kind, desk.document(record), fields), at, false);
            } else if (!value.isObject()) {
                faults.add(at, "expected an object, got " + Doc.type(value));
            }
        });
    }

    /** A file tells the hash of an image, not the image: one that is not kept here is passed over, and said. */
    private ObjectNode withKnownImage(ObjectNode fields, String plan) {
        String hash = fields.path("image").asString("");
        if (hash.isEmpty() || edit.images().contains(hash)) {
            return fields;
        }
        edit.note("the image of plan " + Text.quoted(plan) + " (" + Text.quoted(hash) + ") is not kept here: send it again to the plan");
        return fields.deepCopy().without("image");
    }

    private boolean refuseOurs(ObjectNode fields, Field at) {
        int before = faults.count();
        fields.propertyNames().stream()
                .filter(OURS::contains)
                .forEach(f -> faults.add(at.key(f), "there is no such field in a file"));
        return faults.count() == before;
    }

    /** The fields that are written take the place of the old ones, or are laid over them as the batch says. */
    private ObjectNode overlay(Kind kind, ObjectNode document, ObjectNode fields) {
        fields.properties().forEach(e -> {
            Lay lay = kind == Kind.DEVICE ? batch.lays().getOrDefault(e.getKey(), Lay.WHOLE) : Lay.WHOLE;
            document.set(e.getKey(), Laying.over(lay, document.path(e.getKey()), e.getValue()));
        });
        return document;
    }

    private void links(List<JsonNode> items) {
        Set<Long> named = new HashSet<>();
        List<Runnable> fresh = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Field at = Field.ROOT.key("links").at(i);
            JsonNode item = items.get(i);
            edit.linkBetween(item).ifPresentOrElse(id -> {
                named.add(id);
                known(id, item, at);
            }, () -> fresh.add(() -> fresh(item, at)));
        }
        if (replace && batch.kinds().contains(Kind.LINK)) {
            List.copyOf(edit.links.now.keySet()).stream().filter(id -> !named.contains(id)).forEach(edit.links::remove);
        }
        fresh.forEach(Runnable::run);
    }

    /** Its ends are those that it has, in whichever order they were written. */
    private void known(long id, JsonNode item, Field at) {
        Link link = edit.links.now.get(id);
        if (link == null || !(item instanceof ObjectNode fields) || edit.links.touched.containsKey(id)) {
            faults.add(at, "there is another link between these two ports");
            return;
        }
        if (refuseOurs(fields, at)) {
            ObjectNode rest = fields.deepCopy().without(List.of("a", "b"));
            edit.links.write(id, "", overlay(Kind.LINK, edit.links.document(link), rest), at, false);
        }
    }

    private void fresh(JsonNode item, Field at) {
        if (!(item instanceof ObjectNode fields) || refuseOurs(fields, at)) {
            edit.links.write(edit.links.newId(), "", item, at, false);
        }
    }
}
