package vor.server.app;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a value may look like, as JSON Schema says it. Where a file's word may be taken for a number, both are meant. */
final class Shape {
    private static final String TYPE = "type";
    private static final String STRING = "string";
    private static final String PATTERN = "pattern";

    private Shape() {}

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Any text; a bare number or word is one too. */
    static ObjectNode text() {
        ObjectNode node = node();
        node.putArray(TYPE).add(STRING).add("number").add("boolean");
        return node;
    }

    static ObjectNode whole(int least, int most) {
        return node().put(TYPE, "integer").put("minimum", least).put("maximum", most);
    }

    static ObjectNode number(double least, double most) {
        return node().put(TYPE, "number").put("minimum", least).put("maximum", most);
    }

    static ObjectNode span(Duration least, Duration most) {
        String number = "[0-9]{1,9}";
        return pattern("^" + number + " ?(ms|s|min|m|h|d)$").put("x-least", Spans.show(least)).put("x-most", Spans.show(most));
    }

    static ObjectNode pattern(String regex) {
        return node().put(TYPE, STRING).put(PATTERN, regex);
    }

    static ObjectNode reference() {
        return pattern("^(env|file|vault):.+");
    }

    /** A list, short ones also as [a, b]. */
    static ObjectNode list(ObjectNode item, int least) {
        ObjectNode node = node().put(TYPE, "array");
        node.set("items", item);
        return least > 0 ? node.put("minItems", least) : node;
    }

    static ObjectNode words(Collection<String> words) {
        ObjectNode node = node();
        var all = node.putArray("enum");
        for (String word : new TreeSet<>(words)) {
            all.add(word);
            if (word.matches("[0-9]+")) {
                all.add(Integer.parseInt(word));
            } else if (word.equals("true") || word.equals("false")) {
                all.add(Boolean.parseBoolean(word));
            }
        }
        return node;
    }

    static ObjectNode words(Map<String, ?> words) {
        return words(words.keySet());
    }

    /** How a word may be written in YAML. */
    static List<Object> forms(String word) {
        return word.matches("[0-9]+") ? List.of(word, Integer.parseInt(word)) : List.of(word);
    }
}
