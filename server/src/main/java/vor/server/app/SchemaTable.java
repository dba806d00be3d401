package vor.server.app;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A schema as a table in Markdown: a line for each key. */
final class SchemaTable {
    private final StringBuilder out = new StringBuilder("| key | what | default |\n|---|---|---|\n");

    private SchemaTable() {}

    static String of(ObjectNode schema) {
        SchemaTable table = new SchemaTable();
        table.section("", schema);
        return table.out.toString();
    }

    private void section(String path, JsonNode schema) {
        for (Map.Entry<String, JsonNode> key : schema.path("properties").properties()) {
            String at = path.isEmpty() ? key.getKey() : path + "." + key.getKey();
            line(at, key.getValue());
            under(at, key.getValue());
            key.getValue().path("anyOf").forEach(one -> under(at, one));
        }
    }

    private void under(String at, JsonNode value) {
        section(at, value);
        section(at + ".NAME", value.path("additionalProperties"));
        section(at + "[]", value.path("items"));
    }

    private void line(String at, JsonNode value) {
        String unit = value.path("x-unit").asString("");
        String usual = value.path("default").asString("");
        out.append("| `").append(at).append("` | ").append(value.path("description").asString("").replace("|", "\\|")).append(values(value))
                .append(" | ").append(usual.isEmpty() ? "" : "`" + usual + "`" + (unit.isEmpty() ? "" : " " + unit)).append(" |\n");
    }

    private static String values(JsonNode value) {
        if (value.has("minimum")) {
            return " " + value.path("minimum").asString() + " to " + value.path("maximum").asString() + ".";
        }
        if (value.has("x-least")) {
            return " A span from " + value.path("x-least").asString() + " to " + value.path("x-most").asString() + ".";
        }
        StringBuilder words = new StringBuilder();
        for (JsonNode word : value.path("enum")) {
            if (word.isString() && !word.asString().matches("true|false|yes|no")) {
                words.append(words.isEmpty() ? " One of: " : ", ").append(word.asString());
            }
        }
        return words.isEmpty() ? "" : words.append('.').toString();
    }
}
