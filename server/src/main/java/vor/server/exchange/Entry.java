package vor.server.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import vor.server.inventory.Placed;
import vor.server.inventory.Spot;

/** One document of a draft while it is put together: only what was said of it. */
final class Entry {
    private static final int LONGEST = 256;

    final Spot spot;
    private final Draft draft;
    private final Map<String, Placed> fields = new LinkedHashMap<>();

    Entry(Spot spot, Draft draft) {
        this.spot = spot;
        this.draft = draft;
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    Entry set(String field, Placed value) {
        draft.count();
        fields.put(field, value);
        return this;
    }

    Entry text(String field, String value, Spot at) {
        return set(field, Placed.text(value, at));
    }

    Entry number(String field, long value, Spot at) {
        return set(field, Placed.leaf(JsonNodeFactory.instance.numberNode(value), at));
    }

    /** Makes it an empty list, if nothing was said yet. */
    Entry list(String field, Spot at) {
        fields.putIfAbsent(field, Placed.list(new ArrayList<>(), at));
        return this;
    }

    /** Adds a word to a list that holds each once. */
    Entry add(String field, String word, Spot at) {
        List<Placed> items = list(field, at).items(field);
        return items.stream().anyMatch(i -> i.text().equals(word)) ? this : add(field, Placed.text(word, at));
    }

    Entry add(String field, Placed item) {
        List<Placed> items = list(field, item.spot()).items(field);
        if (items.size() == LONGEST) {
            draft.faults.add(item.spot(), field, "more than " + LONGEST + " of these", "");
        } else if (items.size() < LONGEST) {
            draft.count();
            Spot begin = fields.getOrDefault(field, item).spot();
            List<Placed> longer = new ArrayList<>(items);
            longer.add(item);
            fields.put(field, Placed.list(longer, begin));
        }
        return this;
    }

    private List<Placed> items(String field) {
        return fields.getOrDefault(field, Placed.list(List.of(), spot)).items();
    }

    Placed placed() {
        return Placed.object(fields, spot);
    }
}
