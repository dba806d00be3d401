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

/**
 * A YAML text, read into a tree that remembers lines and columns. One document, no anchors or aliases, no key twice;
 * size, depth and number of nodes are bounded. Built from parser events of a stream, so that nothing is expanded.
 */
public final class YamlInventory {
    /** The most that is read, in bytes. */
    public static final int LIMIT = 16 * 1024 * 1024;

    private static final int NODES = 1_000_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private final Iterator<Event> events;
    private final Dialect dialect;
    private int nodes;

    /** How strictly a text is read. */
    public enum Dialect {
        /** Our own: nothing that has to be looked up elsewhere. */
        STRICT(16),
        /** Of other programs: deeper, and a value with a tag ({@code !vault}) is the text that it is. */
        FOREIGN(40);

        private final int depth;

        Dialect(int depth) {
            this.depth = depth;
        }
    }

    private YamlInventory(byte[] text, Dialect dialect) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(LIMIT + 1).setLabel("the file").build();
        this.dialect = dialect;
        events = new Parse(settings).parseInputStream(new ByteArrayInputStream(text)).iterator();
    }

    /**
     * An inventory as docs/formats/inventory.md has it.
     *
     * @throws InventoryException.Malformed naming line and column when it is not such a YAML text
     */
    public static Batch read(byte[] text) {
        return Batch.whole(tree(text, Dialect.STRICT));
    }

    /**
     * Any YAML document; one without content is an empty object.
     *
     * @throws InventoryException.Malformed naming line and column when it is not such a YAML text
     */
    public static Placed tree(byte[] text, Dialect dialect) {
        try {
            return new YamlInventory(text, dialect).document();
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

    private Placed document() {
        Placed result = Placed.object(Map.of(), new Spot(1, 1));
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

    private Placed node(NodeEvent event, int depth) {
        if (depth > dialect.depth) {
            throw malformed("nested more than " + dialect.depth + " deep", event.getStartMark());
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

    private <E extends Event> E plain(E event, Optional<String> tag) {
        if (tag.isPresent() && dialect == Dialect.STRICT) {
            throw malformed("tags (" + tag.get() + ") are not understood here; leave it out", event.getStartMark());
        }
        return event;
    }

    private Placed mapping(MappingStartEvent start, int depth) {
        Map<String, Placed> fields = new LinkedHashMap<>();
        Event event = events.next();
        for (; event instanceof NodeEvent key; event = events.next()) {
            if (!(key instanceof ScalarEvent scalar) || scalar.getAnchor().isPresent()) {
                throw malformed("a key must be a word", key.getStartMark());
            }
            String name = plain(scalar, scalar.getTag()).getValue();
            if (fields.containsKey(name)) {
                throw malformed("the key " + Text.quoted(name) + " stands here twice", key.getStartMark());
            }
            fields.put(name, value(key, depth));
        }
        return Placed.object(fields, spot(start));
    }

    private Placed value(Event key, int depth) {
        if (!(events.next() instanceof NodeEvent value)) {
            throw malformed("a value is missing", key.getStartMark());
        }
        return node(value, depth + 1).at(spot(key));
    }

    private Placed sequence(SequenceStartEvent start, int depth) {
        List<Placed> items = new ArrayList<>();
        for (Event event = events.next(); event instanceof NodeEvent item; event = events.next()) {
            items.add(node(item, depth + 1));
        }
        return Placed.list(items, spot(start));
    }

    private static Placed leaf(ScalarEvent scalar) {
        boolean plain = scalar.isPlain() && scalar.getTag().isEmpty();
        return Placed.leaf(plain ? plainValue(scalar.getValue()) : JSON.stringNode(scalar.getValue()), spot(scalar));
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

    private static Spot spot(Event event) {
        return event.getStartMark().map(m -> new Spot(m.getLine() + 1, m.getColumn() + 1)).orElse(Spot.UNKNOWN);
    }
}
