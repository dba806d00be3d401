package vor.server.inventory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vor.server.inventory.Batch.Lay;

/** Lays a list of a file over the one that is there. What is no list is left to those who check it. */
final class Laying {
    private Laying() {}

    static JsonNode over(Lay lay, JsonNode before, JsonNode after) {
        if (!before.isArray() || !after.isArray()) {
            return after;
        }
        List<JsonNode> old = List.copyOf(before.values());
        List<JsonNode> fresh = List.copyOf(after.values());
        return switch (lay) {
            case WHOLE -> after;
            case ADD -> array(added(old, fresh));
            case COMPLETE -> array(completed(old, fresh));
            case ADDRESSES -> array(addresses(old, fresh));
        };
    }

    private static ArrayNode array(List<JsonNode> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(array::add);
        return array;
    }

    private static List<JsonNode> added(List<JsonNode> old, List<JsonNode> fresh) {
        List<JsonNode> all = new ArrayList<>(old);
        fresh.stream().filter(f -> old.stream().noneMatch(o -> contains(o, f))).forEach(all::add);
        return all;
    }

    private static List<JsonNode> completed(List<JsonNode> old, List<JsonNode> fresh) {
        Set<JsonNode> all = new LinkedHashSet<>();
        for (JsonNode f : fresh) {
            List<JsonNode> known = old.stream().filter(o -> contains(o, f)).toList();
            all.addAll(known.isEmpty() ? List.of(f) : known);
        }
        return all.size() == old.size() && all.containsAll(old) ? old : List.copyOf(all);
    }

    /** Whether all that the part says is so in the whole. */
    private static boolean contains(JsonNode whole, JsonNode part) {
        if (!whole.isObject() || !part.isObject()) {
            return whole.equals(part);
        }
        return part.properties().stream().allMatch(e -> e.getValue().equals(whole.get(e.getKey())));
    }

    private static List<JsonNode> addresses(List<JsonNode> old, List<JsonNode> fresh) {
        Set<JsonNode> all = new LinkedHashSet<>();
        for (JsonNode o : old) {
            List<JsonNode> sameKind = fresh.stream().filter(f -> kind(f) == kind(o)).toList();
            boolean only = old.stream().filter(x -> kind(x) == kind(o)).count() == 1;
            boolean gone = only && !sameKind.isEmpty() && !sameKind.contains(o);
            all.addAll(gone ? sameKind : List.of(o));
        }
        all.addAll(fresh);
        return List.copyOf(all);
    }

    /** 4, 6, or 0 for a name. */
    private static int kind(JsonNode address) {
        String text = address.isString() ? address.stringValue() : "";
        if (text.indexOf(':') >= 0) {
            return 6;
        }
        return Addresses.normal(text).isPresent() ? 4 : 0;
    }
}
