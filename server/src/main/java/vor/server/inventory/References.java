package vor.server.inventory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a document refers to. Documents name devices, and a name may change while the reference stays the same; so documents
 * of different times are compared with marks such as {@code #17} in place of the names.
 */
final class References {
    private static final Set<String> OURS = Set.of("id", "version");
    private static final String UNKNOWN = "?";

    private References() {}

    /** A copy in which each name of a device is replaced. */
    static ObjectNode mapped(Kind kind, ObjectNode document, UnaryOperator<String> each) {
        ObjectNode copy = document.deepCopy();
        switch (kind) {
            case DEVICE -> copy.path("uplinks").forEach(u -> replace(u, "to", each));
            case NETWORK -> replace(copy, "router", each);
            case LINK -> {
                replace(copy.path("a"), "device", each);
                replace(copy.path("b"), "device", each);
            }
            case PLAN -> {}
        }
        return copy;
    }

    private static void replace(JsonNode holder, String field, UnaryOperator<String> each) {
        if (holder instanceof ObjectNode object && object.path(field).isString()) {
            object.put(field, each.apply(object.path(field).stringValue()));
        }
    }

    /** What stands for a device in a marked document; nobody knows any more who bore a name: the name itself. */
    static String mark(Optional<Long> device, String name) {
        return device.map(id -> "#" + id).orElse(UNKNOWN + name);
    }

    /** The device behind a mark; empty where the name itself was kept. */
    static Optional<Long> device(String mark) {
        return mark.startsWith("#") ? Optional.of(Long.valueOf(mark.substring(1))) : Optional.empty();
    }

    /** The name that was kept. */
    static String name(String mark) {
        return mark.substring(UNKNOWN.length());
    }

    /** Everything that a marked document refers to. */
    static List<Subject> of(Kind kind, ObjectNode marked) {
        List<Subject> all = new ArrayList<>();
        mapped(kind, marked, mark -> {
            device(mark).map(Subject::device).ifPresent(all::add);
            return mark;
        });
        if (kind == Kind.DEVICE) {
            marked.path("networks").forEach(n -> all.add(Subject.named(Kind.NETWORK, n.asString(""))));
            marked.path("placements").forEach(p -> {
                if (p.path("plan").isString()) {
                    all.add(Subject.named(Kind.PLAN, p.path("plan").stringValue()));
                }
            });
        }
        return all;
    }

    /** Fields that differ, but for those that are ours. */
    static List<String> differences(ObjectNode one, ObjectNode other) {
        Set<String> fields = new LinkedHashSet<>(one.propertyNames());
        fields.addAll(other.propertyNames());
        return fields.stream()
                .filter(f -> !OURS.contains(f) && !value(one, f).equals(value(other, f)))
                .toList();
    }

    /** A field that an older Vor did not write is as one that holds nothing. */
    private static JsonNode value(ObjectNode document, String field) {
        JsonNode value = document.path(field);
        return value.isMissingNode() ? NullNode.instance : value;
    }
}
