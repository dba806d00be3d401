package vor.server.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.ObjectNode;

/**
 * Strict reading of one object: every wrong type, range and unknown field becomes a fault with its path, and a harmless
 * value takes its place so that reading goes on to the next fault.
 */
final class Doc {
    private final ObjectNode node;
    private final Field at;
    private final Faults faults;

    private Doc(ObjectNode node, Field at, Faults faults) {
        this.node = node;
        this.at = at;
        this.faults = faults;
    }

    /** Empty, and a fault, when it is no object. */
    static Optional<Doc> of(JsonNode value, Field at, Faults faults, Collection<String> known) {
        if (!(value instanceof ObjectNode object)) {
            faults.add(at, "expected an object, got " + type(value));
            return Optional.empty();
        }
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                faults.add(at.key(name), "there is no such field", Near.hint(name, known));
            }
        }
        return Optional.of(new Doc(object, at, faults));
    }

    Field at() {
        return at;
    }

    Faults faults() {
        return faults;
    }

    boolean has(String key) {
        return node.has(key);
    }

    /** Null means nothing for the fields that may be nothing. */
    boolean hasValue(String key) {
        return node.has(key) && !node.get(key).isNull();
    }

    String text(String key, Text rule, String orElse) {
        return node.has(key) ? text(node.get(key), at.key(key), rule) : orElse;
    }

    private String text(JsonNode value, Field field, Text rule) {
        if (!value.isString()) {
            faults.add(field, "expected a string, got " + type(value), value.isValueNode() ? quoteIt(value) : "");
            return "";
        }
        String text = value.stringValue();
        rule.wrong(text).ifPresent(why -> faults.add(field, why));
        return text;
    }

    private static String quoteIt(JsonNode value) {
        return value.isNull() ? "" : "write it in quotes: " + Text.quoted(value.asString());
    }

    /** A list of strings, each checked by what follows; a string that stands twice is a fault. */
    List<String> texts(String key, Text rule, int most, BiConsumer<String, Field> check) {
        Set<String> texts = new LinkedHashSet<>();
        List<JsonNode> items = array(key, most, "an array of strings");
        for (int i = 0; i < items.size(); i++) {
            Field field = at.key(key).at(i);
            int before = faults.count();
            String text = text(items.get(i), field, rule);
            if (faults.count() == before) {
                check.accept(text, field);
                if (!texts.add(text)) {
                    faults.add(field, Text.quoted(text) + " stands here twice");
                }
            }
        }
        return List.copyOf(texts);
    }

    double number(String key, double least, double most, double orElse) {
        if (!node.has(key)) {
            return orElse;
        }
        JsonNode value = node.get(key);
        Field field = at.key(key);
        if (!value.isNumber()) {
            faults.add(field, "expected a number, got " + type(value));
            return orElse;
        }
        double number = value.asDouble(Double.NaN);
        if (!(number >= least && number <= most)) {
            faults.add(field, "expected a number from " + plain(least) + " to " + plain(most) + ", got " + shown(value));
            return orElse;
        }
        return number + 0.0; // turns -0 into 0
    }

    /** A number that must be there. */
    double number(String key, double least, double most) {
        if (!node.has(key)) {
            faults.add(at.key(key), "is missing; expected a number");
            return Math.max(least, 0);
        }
        return number(key, least, most, Math.max(least, 0));
    }

    OptionalLong integer(String key, long least, long most) {
        if (!hasValue(key)) {
            return OptionalLong.empty();
        }
        JsonNode value = node.get(key);
        Field field = at.key(key);
        if (!value.isNumber()) {
            faults.add(field, "expected a whole number, got " + type(value));
        } else if (!isWhole(value) || value.longValue() < least || value.longValue() > most) {
            faults.add(field, "expected a whole number from " + least + " to " + most + ", got " + shown(value));
        } else {
            return OptionalLong.of(value.longValue());
        }
        return OptionalLong.empty();
    }

    /** Also 100.0 and 1e2; asking a number of a billion digits whether it is whole must cost nothing. */
    private static boolean isWhole(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.canConvertToLong();
        }
        double number = value.asDouble(Double.NaN);
        return Math.abs(number) < 1e15 && number == Math.rint(number);
    }

    /** An object that may be left out or null. */
    Optional<Doc> doc(String key, Collection<String> known) {
        return hasValue(key) ? of(node.get(key), at.key(key), faults, known) : Optional.empty();
    }

    /** What stands there, for a reader of its own. */
    Optional<JsonNode> raw(String key) {
        return Optional.ofNullable(node.get(key));
    }

    List<JsonNode> array(String key, int most, String expected) {
        return node.has(key) ? array(node.get(key), at.key(key), faults, most, expected) : List.of();
    }

    static List<JsonNode> array(JsonNode value, Field field, Faults faults, int most, String expected) {
        if (!value.isArray()) {
            faults.add(field, "expected " + expected + ", got " + type(value));
            return List.of();
        }
        if (value.size() > most) {
            faults.add(field, "has " + value.size() + " entries; at most " + most + " are allowed");
            return List.of();
        }
        return new ArrayList<>(value.values());
    }

    static String type(JsonNode value) {
        JsonNodeType type = value.getNodeType();
        return switch (type) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> value.booleanValue() ? "true" : "false";
            case NULL -> "null";
            case BINARY, POJO, MISSING -> "nothing";
        };
    }

    private static String shown(JsonNode value) {
        String text = value.asString("");
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
