package vor.server.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import vor.server.inventory.Placed;
import vor.server.inventory.Spot;

/** JSON read into trees that remember lines and columns; several values may follow one another. Depth and number are bounded. */
final class JsonTree {
    private static final int DEPTH = 40;
    private static final int NODES = 1_000_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(64)
                            .maxStringLength(1_000_000)
                            .maxNameLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final JsonParser parser;
    private int nodes;

    private JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    /** Every value of the text, in order. */
    static List<Placed> all(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonTree tree = new JsonTree(parser);
            List<Placed> values = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values.add(tree.value(token));
            }
            return values;
        } catch (JacksonException e) {
            throw Source.malformed("this is not JSON as we read it: " + e.getOriginalMessage(), "", spot(e.getLocation()));
        }
    }

    private static Spot spot(@Nullable TokenStreamLocation at) {
        return at == null ? Spot.UNKNOWN : new Spot(Math.max(0, at.getLineNr()), Math.max(0, at.getColumnNr()));
    }

    private Placed value(JsonToken token) {
        Spot spot = spot(parser.currentTokenLocation());
        if (++nodes > NODES) {
            throw Source.malformed("more than " + NODES + " values", "import it in parts", spot);
        }
        return switch (token) {
            case START_OBJECT -> object(spot);
            case START_ARRAY -> list(spot);
            case VALUE_STRING -> Placed.text(parser.getString(), spot);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Placed.leaf(number(), spot);
            case VALUE_TRUE -> Placed.leaf(JSON.booleanNode(true), spot);
            case VALUE_FALSE -> Placed.leaf(JSON.booleanNode(false), spot);
            case VALUE_NULL -> Placed.leaf(JSON.nullNode(), spot);
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw Source.malformed("this is not understood", "", spot);
        };
    }

    private JsonNode number() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> JSON.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> JSON.numberNode(parser.getDoubleValue());
        };
    }

    /** A field stands where its key does. */
    private Placed object(Spot spot) {
        Map<String, Placed> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Spot at = spot(parser.currentTokenLocation());
            fields.put(name, value(parser.nextToken()).at(at));
        }
        return Placed.object(fields, spot);
    }

    private Placed list(Spot spot) {
        List<Placed> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token));
        }
        return Placed.list(items, spot);
    }
}
