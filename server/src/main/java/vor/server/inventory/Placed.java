package vor.server.inventory;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value of a file, where it begins, and its children by key or position. The maps and lists belong to it from then on.
 *
 * @param value as the documents of the API have it, with all that is below
 * @param fields of an object, in the order of the file; else empty
 * @param items of a list; else empty
 */
public record Placed(JsonNode value, Spot spot, Map<String, Placed> fields, List<Placed> items) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public static Placed leaf(JsonNode value, Spot spot) {
        return new Placed(value, spot, Map.of(), List.of());
    }

    public static Placed text(String text, Spot spot) {
        return leaf(JSON.stringNode(text), spot);
    }

    public static Placed object(Map<String, Placed> fields, Spot spot) {
        ObjectNode object = JSON.objectNode();
        fields.forEach((key, field) -> object.set(key, field.value()));
        return new Placed(object, spot, fields, List.of());
    }

    public static Placed list(List<Placed> items, Spot spot) {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(item.value()));
        return new Placed(array, spot, Map.of(), items);
    }

    /** The same, told to begin somewhere else: at its key, say. */
    public Placed at(Spot elsewhere) {
        return new Placed(value, elsewhere, fields, items);
    }

    /** What stands under a key; a JSON null with the place of this where there is nothing. */
    public Placed get(String key) {
        @Nullable Placed field = fields.get(key);
        return field == null ? leaf(JSON.nullNode(), spot) : field;
    }

    public boolean isNull() {
        return value.isNull();
    }

    /** The text of a string; empty for everything else. */
    public String text() {
        return value.isString() ? value.stringValue() : "";
    }

    /** A whole number. */
    public long number(long orElse) {
        return value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : orElse;
    }

    /** Where the field stands, or the nearest thing around it that does. */
    Spot find(Field field) {
        Placed node = this;
        for (Field step : field.steps()) {
            @Nullable Placed next = step.index() < 0
                    ? node.fields.get(step.key())
                    : step.index() < node.items.size() ? node.items.get(step.index()) : null;
            if (next == null) {
                return node.spot;
            }
            node = next;
        }
        return node.spot;
    }
}
