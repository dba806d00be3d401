package vor.server.inventory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Inventory;

/**
 * The inventory as YAML: the same bytes for the same inventory, with every field written, and nothing in it that a reader
 * could take for something else.
 */
public final class YamlWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");
    private static final Pattern QUAD = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,2})?");
    private static final Pattern WORD =
            Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|nan|inf|\\.nan|\\.inf");

    private final StringBuilder out = new StringBuilder("vor: inventory/1\n");
    private final Inventory inventory;

    private YamlWriter(Inventory inventory) {
        this.inventory = inventory;
    }

    public static String write(Inventory inventory) {
        return new YamlWriter(inventory).write();
    }

    private String write() {
        Documents documents = new Documents(inventory);
        section("plans", inventory.plans(), p -> plan(documents.plan(p)));
        section("networks", inventory.networks(), n -> {
            ObjectNode doc = documents.network(n);
            out.append("  ").append(text(n.name())).append(": ").append(flow(doc.without("version").without("name")))
                    .append('\n');
        });
        section("devices", inventory.devices(), d -> device(documents.device(d)));
        section("links", inventory.links(), l -> {
            ObjectNode doc = documents.link(l);
            out.append("  - ").append(flow(doc.without("id").without("version"))).append('\n');
        });
        return out.toString();
    }

    private <R> void section(String name, Collection<R> records, Consumer<R> each) {
        if (!records.isEmpty()) {
            out.append(name).append(":\n");
            records.forEach(each);
        }
    }

    private void plan(ObjectNode doc) {
        head(doc);
        for (String field : List.of("title", "order", "width", "height", "image")) {
            line(field, doc.get(field));
        }
        list("shapes", doc.get("shapes"));
    }

    private void device(ObjectNode doc) {
        head(doc);
        line("profile", doc.get("profile"));
        line("addresses", doc.get("addresses"));
        list("uplinks", doc.get("uplinks"));
        line("networks", doc.get("networks"));
        line("tags", doc.get("tags"));
        line("placements", doc.get("placements"));
        if (doc.get("maintenance") instanceof ObjectNode maintenance) {
            maintenance(maintenance);
        }
        line("maintenance", doc.get("maintenance"));
        line("note", doc.get("note"));
    }

    /** Times are written for people here. */
    private static void maintenance(ObjectNode maintenance) {
        JsonNode until = maintenance.get("until");
        if (until.isNull()) {
            maintenance.remove("until");
        } else {
            maintenance.put("until", Instant.ofEpochMilli(until.longValue()).toString());
        }
    }

    private void head(ObjectNode doc) {
        out.append("  ").append(text(doc.get("name").stringValue())).append(":\n");
    }

    private void line(String field, JsonNode value) {
        out.append("    ").append(field).append(": ").append(flow(value)).append('\n');
    }

    private void list(String field, JsonNode items) {
        if (items.isEmpty()) {
            line(field, items);
            return;
        }
        out.append("    ").append(field).append(":\n");
        items.forEach(item -> out.append("      - ").append(flow(item)).append('\n'));
    }

    private static String flow(JsonNode value) {
        StringBuilder text = new StringBuilder();
        flow(value, text);
        return text.toString();
    }

    private static void flow(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            String[] separator = {"{"};
            value.properties().forEach(e -> {
                text.append(separator[0]).append(e.getKey()).append(": ");
                flow(e.getValue(), text);
                separator[0] = ", ";
            });
            text.append(value.isEmpty() ? "{}" : "}");
        } else if (value.isArray()) {
            String[] separator = {"["};
            value.values().forEach(v -> {
                text.append(separator[0]);
                flow(v, text);
                separator[0] = ", ";
            });
            text.append(value.isEmpty() ? "[]" : "]");
        } else {
            text.append(value.isString() ? text(value.stringValue()) : number(value));
        }
    }

    /** 4 rather than 4.0. */
    private static String number(JsonNode value) {
        if (!value.isFloatingPointNumber()) {
            return value.asString("null");
        }
        double number = value.doubleValue();
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e9;
        return whole ? Long.toString((long) number) : Double.toString(number);
    }

    /** Plain where nobody could misread it, else in double quotes. */
    public static String text(String text) {
        boolean plain = (PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()) || QUAD.matcher(text).matches();
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (mustEscape(c)) {
                        out.append(String.format(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    private static boolean mustEscape(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> Character.isSpaceChar(c) && c != ' ';
        };
    }
}
