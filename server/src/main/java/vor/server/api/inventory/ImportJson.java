package vor.server.api.inventory;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import vor.server.exchange.Format;
import vor.server.inventory.Batch;
import vor.server.inventory.Delta;

/** What an import or an undo does, or would do. */
final class ImportJson {
    private static final Set<String> OURS = Set.of("id", "version");

    private ImportJson() {}

    /**
     * Of an import: what was read besides.
     *
     * @param laid notes on how it met what is there
     */
    static ObjectNode of(Delta delta, boolean dry, long revision, Format format, Batch batch, List<String> laid) {
        ObjectNode node = of(delta, dry, revision).put("format", format.word()).put("read", batch.size());
        ArrayNode notes = node.putArray("notes");
        batch.notes().forEach(notes::add);
        laid.forEach(notes::add);
        return node;
    }

    static ObjectNode of(Delta delta, boolean dry, long revision) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("dry", dry);
        ArrayNode added = node.putArray("added");
        ArrayNode changed = node.putArray("changed");
        ArrayNode removed = node.putArray("removed");
        for (Delta.Item item : delta.items()) {
            ArrayNode list = item.before() == null ? added : item.after() == null ? removed : changed;
            ObjectNode entry = list.addObject().put("kind", item.kind().word()).put("name", item.name());
            if (item.before() != null && item.after() != null) {
                fields(entry.putArray("fields"), item.before(), item.after());
            }
        }
        return node.put("unchanged", delta.unchanged()).put("revision", revision);
    }

    private static void fields(ArrayNode list, ObjectNode before, ObjectNode after) {
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        names.removeAll(OURS);
        for (String name : names) {
            JsonNode was = before.path(name);
            JsonNode is = after.path(name);
            if (!was.equals(is)) {
                ObjectNode field = list.addObject().put("field", name);
                field.set("before", was.isMissingNode() ? NullNode.instance : was);
                field.set("after", is.isMissingNode() ? NullNode.instance : is);
            }
        }
    }
}
