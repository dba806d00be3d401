package vor.server.inventory;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Short ways to write documents and to ask what is wrong with them. */
final class Given {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Given() {}

    /** JSON in single quotes. */
    static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    static Edit.Written put(InventoryStore store, Kind kind, String key, String json) {
        return store.write("ada", e -> e.put(kind, key, json(json), Condition.NONE)).value();
    }

    static Delta device(InventoryStore store, String name, String json) {
        return store.write("ada", e -> e.put(Kind.DEVICE, name, json(json), Condition.NONE)).delta();
    }

    static Delta patch(InventoryStore store, String name, String json) {
        return store.write("ada", e -> e.patch(Kind.DEVICE, name, json(json), Condition.NONE)).delta();
    }

    static Delta load(InventoryStore store, String yaml, boolean replace) {
        Batch read = YamlInventory.read(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return store.write("ada", e -> {
                    e.load(read, replace);
                    return "";
                })
                .delta();
    }

    /** {@code field: message} of each fault of an edit; nothing when it would be done. */
    static List<String> faults(InventoryStore store, Function<Edit, ?> edit) {
        try {
            store.rehearse(edit);
            return List.of();
        } catch (InventoryException.Invalid e) {
            return e.faults().stream().map(f -> f.field() + ": " + f.message()).toList();
        }
    }

    static List<String> faults(InventoryStore store, Kind kind, String key, String json) {
        return faults(store, e -> e.put(kind, key, json(json), Condition.NONE));
    }
}
