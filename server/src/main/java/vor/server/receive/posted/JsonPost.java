package vor.server.receive.posted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import vor.wire.collectd.Heard;
import vor.wire.collectd.Identifier;
import vor.wire.collectd.TypesDb;
import vor.wire.collectd.WriteHttp;

/** The arrays of collectd's write_http: of values, or of notifications in the form of alerts. One object of them is in memory at a time. */
final class JsonPost {
    private static final int SHOWN = 200;
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(400).build())
                    .build())
            .build()
            .readerFor(JsonNode.class);

    private JsonPost() {}

    interface Taker {
        /**
         * One object.
         *
         * @param where in the body, in words for people
         * @param what its beginning
         */
        void hear(Heard heard, String where, Supplier<String> what);
    }

    static void read(byte[] body, TypesDb types, Taker taker) {
        int at = 0;
        try (MappingIterator<JsonNode> nodes = READER.readValues(body)) {
            while (nodes.hasNextValue()) {
                JsonNode node = nodes.nextValue();
                taker.hear(heard(node, types), "[" + at + "]", () -> shown(node));
                at++;
            }
        } catch (JacksonException e) {
            String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            taker.hear(new Heard.Damage("this is not JSON" + line + ": " + e.getOriginalMessage(), 0), "[" + at + "]", () -> "");
        }
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.substring(0, Math.min(text.length(), SHOWN));
    }

    private static Heard heard(JsonNode node, TypesDb types) {
        if (node.has("values")) {
            return values(node);
        }
        return node.has("labels")
                ? WriteHttp.notification(texts(node.path("labels")), texts(node.path("annotations")), text(node, "startsAt"), types)
                : new Heard.Damage("neither values nor labels", 0);
    }

    private static Heard values(JsonNode node) {
        Identifier identifier = new Identifier(
                text(node, "host"), text(node, "plugin"), text(node, "plugin_instance"), text(node, "type"), text(node, "type_instance"));
        return WriteHttp.values(
                identifier, number(node, "time"), number(node, "interval"), list(node.path("dstypes")), list(node.path("dsnames")), list(node.path("values")));
    }

    private static double number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? value.asDouble(0) : 0;
    }

    private static String text(JsonNode node, String field) {
        return word(node.path(field));
    }

    /** A number as it stands, and null by its name. */
    private static String word(JsonNode value) {
        return value.isNull() ? "null" : value.asString("");
    }

    private static List<String> list(JsonNode node) {
        List<String> texts = new ArrayList<>(node.isArray() ? node.size() : 0);
        node.values().forEach(value -> texts.add(word(value)));
        return texts;
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties().forEach(field -> texts.put(field.getKey(), word(field.getValue())));
        return texts;
    }
}
