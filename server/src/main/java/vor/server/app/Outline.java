package vor.server.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schema of one section, written down while its reader asks for its keys. For one thread. */
final class Outline {
    private static final String TYPE = "type";
    private static final String DEFAULT = "default";
    private static final String DESCRIPTION = "description";
    private static final String ANY = "anyOf";
    private static final List<String> ABOUT = List.of(DESCRIPTION, DEFAULT, "x-unit", "x-restart");

    private final ObjectNode node;
    private final ObjectNode properties;
    /** Keys asked for, and those that must be there, of the branch that is being read. */
    private Set<String> asked = new LinkedHashSet<>();

    private Set<String> needed = new TreeSet<>();

    Outline() {
        this(JsonNodeFactory.instance.objectNode());
    }

    private Outline(ObjectNode node) {
        this.node = node;
        node.putArray(TYPE).add("object").add("null");
        properties = node.putObject("properties");
        node.put("additionalProperties", false);
    }

    ObjectNode json() {
        return node;
    }

    void value(Key key, ObjectNode shape) {
        ObjectNode own = shape.deepCopy();
        if (!key.needed()) {
            orNothing(own);
        }
        put(key, own);
    }

    Outline section(Key key) {
        Outline section = new Outline(JsonNodeFactory.instance.objectNode());
        put(key, section.node);
        return section;
    }

    /** What stands under each key of a section whose keys are names that people give. */
    Outline each(Key key) {
        ObjectNode names = JsonNodeFactory.instance.objectNode();
        names.putArray(TYPE).add("object").add("null");
        Outline one = new Outline(JsonNodeFactory.instance.objectNode());
        names.set("additionalProperties", one.node);
        put(key, names);
        return one;
    }

    Outline items(Key key) {
        Outline one = new Outline(JsonNodeFactory.instance.objectNode());
        ObjectNode list = Shape.list(one.node, 0);
        orNothing(list);
        put(key, list);
        return one;
    }

    /** Which other keys there are depends on what one of them says. */
    void branch(String key, List<Object> values, Runnable then, Runnable otherwise) {
        Branch first = read(then);
        Branch second = read(otherwise);
        ObjectNode test = node.putObject("if");
        ArrayNode words = test.putObject("properties").putObject(key).putArray("enum");
        values.forEach(v -> words.add(v instanceof Integer i ? JsonNodeFactory.instance.numberNode(i) : JsonNodeFactory.instance.stringNode(v.toString())));
        test.putArray("required").add(key);
        first.write(node.putObject("then"), second.asked());
        second.write(node.putObject("else"), first.asked());
    }

    private record Branch(Set<String> asked, Set<String> needed) {
        void write(ObjectNode to, Set<String> others) {
            ObjectNode not = JsonNodeFactory.instance.objectNode();
            others.stream().filter(k -> !asked.contains(k)).forEach(k -> not.put(k, false));
            to.set("properties", not);
            require(to, needed);
        }
    }

    private Branch read(Runnable reader) {
        Set<String> askedBefore = asked;
        Set<String> neededBefore = needed;
        asked = new LinkedHashSet<>();
        needed = new TreeSet<>();
        reader.run();
        Branch branch = new Branch(asked, needed);
        asked = askedBefore;
        needed = neededBefore;
        require(node, needed);
        return branch;
    }

    private void put(Key key, ObjectNode shape) {
        asked.add(key.name());
        JsonNode held = properties.get(key.name());
        if (held instanceof ObjectNode one) {
            properties.set(key.name(), either(one, shape));
        } else {
            about(shape, key);
            properties.set(key.name(), shape);
        }
        if (key.needed()) {
            needed.add(key.name());
            require(node, needed);
        }
        if (!key.with().isEmpty()) {
            ArrayNode with = dependent().putArray(key.name());
            key.with().forEach(with::add);
        }
    }

    private ObjectNode dependent() {
        JsonNode held = node.get("dependentRequired");
        return held instanceof ObjectNode one ? one : node.putObject("dependentRequired");
    }

    private static void require(ObjectNode to, Set<String> keys) {
        to.remove("required");
        if (!keys.isEmpty()) {
            ArrayNode required = to.putArray("required");
            keys.forEach(required::add);
        }
    }

    /* What is said of the key stands once, beside both shapes. */
    private static ObjectNode either(ObjectNode held, ObjectNode shape) {
        if (held.get(ANY) instanceof ArrayNode any) {
            any.add(shape);
            return held;
        }
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        for (String word : ABOUT) {
            JsonNode said = held.remove(word);
            if (said != null) {
                both.set(word, said);
            }
        }
        both.putArray(ANY).add(held).add(shape);
        return both;
    }

    private static void about(ObjectNode shape, Key key) {
        List<String> words = new ArrayList<>();
        words.add(key.says());
        if (key.restart()) {
            words.add("A change needs a restart.");
        }
        shape.put(DESCRIPTION, String.join(" ", words));
        if (!key.otherwise().isEmpty()) {
            shape.set(DEFAULT, typed(key.otherwise(), shape.get(TYPE)));
        }
        if (!key.unit().isEmpty()) {
            shape.put("x-unit", key.unit());
        }
        if (key.restart()) {
            shape.put("x-restart", true);
        }
    }

    private static JsonNode typed(String text, @Nullable JsonNode type) {
        if (type == null || !isNumber(type)) {
            return JsonNodeFactory.instance.stringNode(text);
        }
        return text.contains(".")
                ? JsonNodeFactory.instance.numberNode(Double.parseDouble(text))
                : JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    }

    private static boolean isNumber(JsonNode type) {
        return type.isString() && Set.of("integer", "number").contains(type.asString());
    }

    /** A key with nothing behind it is as good as none; numbers are left strict, since validators stumble over a bound of two types. */
    private static void orNothing(ObjectNode shape) {
        JsonNode type = shape.get(TYPE);
        if (shape.get("enum") instanceof ArrayNode words) {
            words.addNull();
        } else if (type instanceof ArrayNode types) {
            types.add("null");
        } else if (type != null && !isNumber(type)) {
            shape.putArray(TYPE).add(type.asString()).add("null");
        }
    }
}
