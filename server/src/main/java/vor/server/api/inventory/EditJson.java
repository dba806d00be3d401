package vor.server.api.inventory;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import vor.server.inventory.Change;
import vor.server.inventory.Later;
import vor.server.inventory.PastEdit;

/** The change log as JSON: its entries, the edits that they belong to, and later changes that an undo is refused for. */
final class EditJson {
    private EditJson() {}

    static ObjectNode of(Change c) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", c.id());
        head(node.put("edit", c.edit().id()), c.edit(), c.action());
        node.put("kind", c.kind().word()).put("name", c.name());
        node.set("before", c.before().orElse(NullNode.instance));
        node.set("after", c.after().orElse(NullNode.instance));
        return undone(node, c.edit());
    }

    static ObjectNode of(PastEdit.Summary summary) {
        PastEdit edit = summary.edit();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("edit", edit.id());
        head(node, edit, edit.action());
        ObjectNode records = node.putObject("records");
        summary.records().forEach((kind, n) -> records.put(kind.word(), n));
        var names = node.putArray("names");
        summary.names().forEach(names::add);
        return undone(node, edit);
    }

    static ObjectNode of(Later later) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("edit", later.edit().id());
        head(node, later.edit(), later.edit().action());
        return node.put("kind", later.kind().word()).put("name", later.name()).put("what", later.what());
    }

    private static void head(ObjectNode node, PastEdit edit, String action) {
        node.put("at", edit.at().toEpochMilli()).put("who", edit.who()).put("action", action);
    }

    private static ObjectNode undone(ObjectNode node, PastEdit edit) {
        edit.undoes().ifPresent(n -> node.put("undoes", n));
        edit.undoneBy().ifPresent(n -> node.put("undoneBy", n));
        return node;
    }
}
