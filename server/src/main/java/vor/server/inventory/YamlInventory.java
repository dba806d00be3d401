package vor.server.inventory;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A YAML text, read into a tree that remembers lines and columns. One document, no anchors, aliases or tags, no key twice;
 * size, depth and number of nodes are bounded. Built from parser events, so that depth costs no stack.
 */
public final class YamlInventory {
    /** The most that is read, in bytes. */
    public static final int LIMIT = 16 * 1024 * 1024;

    private static final int DEPTH = 16;
    private static final int NODES = 2_000_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private final Node root;
    private final Iterator<Event> events;
    private int nodes;

    /** A value, where it begins, and its children by key or position. */
    private record Node(JsonNode value, Faults.Spot spot, Map<String, Node> fields, List<Node> items) {}

    private YamlInventory(byte[] text) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(LIMIT + 1).setLabel("the file").build();
        events = new Parse(settings).parseInputStream(new ByteArrayInputStream(text)).iterator();
        root = document();
    }

    /** @throws InventoryException.Malformed naming line and column when it is not such a YAML text */
    public static YamlInventory read(byte[] text) {
        try {
            return new YamlInventory(text);
        } catch (MarkedYamlEngineException e) {
            throw malformed(sentence(e), e.getProblemMark().or(e::getContextMark));
        } catch (ReaderException e) {
            throw unreadable(text, e);
        } catch (YamlEngineException e) {
            throw malformed("this is not YAML: " + firstLine(e), Optional.empty());
        }
    }

    private static String sentence(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? firstLine(e) : e.getProblem();
        String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        return "this is not YAML: " + problem + context;
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
    }

    /** The parser gives only an offset for a character that YAML forbids. */
    private static InventoryException.Malformed unreadable(byte[] text, ReaderException e) {
        String before = new String(text, StandardCharsets.UTF_8);
        int end = before.offsetByCodePoints(0, Math.min(Math.max(e.getPosition(), 0), before.codePointCount(0, before.length())));
        String read = before.substring(0, end);
        int line = (int) read.chars().filter(c -> c == '\n').count() + 1;
        int column = end - (read.lastIndexOf('\n') + 1) + 1;
        String message = String.format("the character U+%04X is not allowed in YAML", e.getCodePoint());
        return new InventoryException.Malformed(new Fault("", message, "", line, column));
    }

    private static InventoryException.Malformed malformed(String message, Optional<Mark> mark) {
        int line = mark.map(m -> m.getLine() + 1).orElse(0);
        int column = mark.map(m -> m.getColumn() + 1).orElse(0);
        return new InventoryException.Malformed(new Fault("", message, "", line, column));
    }

    JsonNode root() {
        return root.value();
    }

    private Node document() {
        Node result = new Node(JSON.objectNode(), new Faults.Spot(1, 1), Map.of(), List.of());
        boolean found = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                if (found) {
                    throw malformed("there is a second document", event.getStartMark());
                }
                found = true;
                result = node(node, 1);
            }
        }
        return result;
    }

    private Node node(NodeEvent event, int depth) {
        if (depth > DEPTH) {
            throw malformed("nested more than " + DEPTH + " deep", event.getStartMark());
        }
        if (++nodes > NODES) {
            throw malformed("more than " + NODES + " values", event.getStartMark());
        }
        if (event instanceof AliasEvent) {
            throw malformed("aliases (*name) are not understood here; write it out", event.getStartMark());
        }
        if (event.getAnchor().isPresent()) {
            throw malformed("anchors (&name) are not understood here; write it out", event.getStartMark());
        }
        return switch (event) {
            case MappingStartEvent map -> mapping(plain(map, map.getTag()), depth);
            case SequenceStartEvent list -> sequence(plain(list, list.getTag()), depth);
            case ScalarEvent scalar -> leaf(plain(scalar, scalar.getTag()));
            default -> throw malformed("this is not understood", event.getStartMark());
        };
    }

    private static <E extends Event> E plain(E event, Optional<String> tag) {
        if (tag.isPresent()) {
            throw malformed("tags (" + tag.get() + ") are not understood here; leave it out", event.getStartMark());
        }
        return event;
    }

    private Node mapping(MappingStartEvent start, int depth) {
        ObjectNode object = JSON.objectNode();
        Map<String, Node> fields = new LinkedHashMap<>();
        Event event = events.next();
        for (; event instanceof NodeEvent key; event = events.next()) {
            if (!(key instanceof ScalarEvent scalar) || scalar.getAnchor().isPresent()) {
                throw malformed("a key must be a word", key.getStartMark());
            }
            String name = plain(scalar, scalar.getTag()).getValue();
            if (fields.containsKey(name)) {
                throw malformed("the key " + Text.quoted(name) + " stands here twice", key.getStartMark());
            }
            Node value = value(key, depth);
            fields.put(name, value);
            object.set(name, value.value());
        }
        return new Node(object, spot(start), fields, List.of());
    }

    private Node value(Event key, int depth) {
        if (!(events.next() instanceof NodeEvent value)) {
            throw malformed("a value is missing", key.getStartMark());
        }
        Node node = node(value, depth + 1);
        return new Node(node.value(), spot(key), node.fields(), node.items());
    }

    private Node sequence(SequenceStartEvent start, int depth) {
        var array = JSON.arrayNode();
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event instanceof NodeEvent item; event = events.next()) {
            Node node = node(item, depth + 1);
            items.add(node);
            array.add(node.value());
        }
        return new Node(array, spot(start), Map.of(), items);
    }

    private static Node leaf(ScalarEvent scalar) {
        JsonNode value = scalar.isPlain() ? plainValue(scalar.getValue()) : JSON.stringNode(scalar.getValue());
        return new Node(value, spot(scalar), Map.of(), List.of());
    }

    /** YAML's core schema, without octal and hexadecimal numbers. */
    static JsonNode plainValue(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> JSON.nullNode();
            case "true", "True", "TRUE" -> JSON.booleanNode(true);
            case "false", "False", "FALSE" -> JSON.booleanNode(false);
            default -> numberOrText(text);
        };
    }

    private static JsonNode numberOrText(String text) {
        if (INTEGER.matcher(text).matches()) {
            return JSON.numberNode(Long.parseLong(text));
        }
        return text.length() < 64 && FLOAT.matcher(text).matches()
                ? JSON.numberNode(Double.parseDouble(text))
                : JSON.stringNode(text);
    }

    private static Faults.Spot spot(Event event) {
        return event.getStartMark()
                .map(m -> new Faults.Spot(m.getLine() + 1, m.getColumn() + 1))
                .orElse(new Faults.Spot(0, 0));
    }

    /** Where the field stands, or the nearest thing around it that does. */
    Faults.Spot find(Field field) {
        Node node = root;
        for (Field step : field.steps()) {
            @Nullable Node next = step.index() < 0
                    ? node.fields().get(step.key())
                    : step.index() < node.items().size() ? node.items().get(step.index()) : null;
            if (next == null) {
                return node.spot();
            }
            node = next;
        }
        return node.spot();
    }
}
