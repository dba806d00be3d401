package vor.server.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vor.model.FloorPlan;
import vor.model.FloorPlan.Shape;
import vor.model.FloorPlan.Tone;

/** Reads a plan from its document. */
final class PlanForm {
    static final List<String> FIELDS = List.of("version", "name", "title", "order", "width", "height", "image", "shapes");
    static final double FAR = 100_000;

    private static final int SHAPES = 10_000;
    private static final double SMALL = 0.001;
    private static final Map<String, List<String>> SHAPE_FIELDS = Map.of(
            "rect", List.of("kind", "x", "y", "width", "height", "tone", "label"),
            "line", List.of("kind", "x1", "y1", "x2", "y2", "width", "tone"),
            "text", List.of("kind", "x", "y", "size", "text"));
    private static final List<String> ANY_SHAPE =
            SHAPE_FIELDS.values().stream().flatMap(List::stream).distinct().toList();

    private PlanForm() {}

    static String word(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    static FloorPlan bind(Doc doc, String name, Set<String> images) {
        String title = doc.text("title", Text.LINE, name);
        int order = (int) doc.integer("order", -1_000_000, 1_000_000).orElse(0);
        double width = doc.number("width", SMALL, FAR);
        double height = doc.number("height", SMALL, FAR);
        Optional<String> image = image(doc, images);
        List<Shape> shapes = doc.raw("shapes").map(s -> shapes(s, doc.at().key("shapes"), doc.faults())).orElse(List.of());
        return new FloorPlan(0, name, title, order, width, height, image, shapes);
    }

    /** Only one that is kept here: a reference into nothing could never be shown. */
    private static Optional<String> image(Doc doc, Set<String> images) {
        if (!doc.hasValue("image")) {
            return Optional.empty();
        }
        String hash = doc.text("image", Text.LINE, "");
        if (hash.isEmpty() || !images.contains(hash)) {
            doc.faults().add(doc.at().key("image"), "there is no image " + Text.quoted(hash) + " here", "PUT it to /plans/{name}/image");
        }
        return Optional.of(hash);
    }

    static List<Shape> shapes(JsonNode list, Field at, Faults faults) {
        List<JsonNode> items = Doc.array(list, at, faults, SHAPES, "an array of shapes");
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            shape(items.get(i), at.at(i), faults).ifPresent(shapes::add);
        }
        return shapes;
    }

    private static Optional<Shape> shape(JsonNode item, Field at, Faults faults) {
        JsonNode kind = item.get("kind");
        List<String> known = kind == null ? null : SHAPE_FIELDS.get(kind.asString(""));
        if (item.isObject() && known == null) {
            faults.add(at.key("kind"), kind == null ? "is missing" : "there is no such shape", "one of: line, rect, text");
        }
        Optional<Doc> doc = Doc.of(item, at, faults, known == null ? ANY_SHAPE : known);
        return known == null || kind == null ? Optional.empty() : doc.map(d -> shape(d, kind.asString("")));
    }

    private static Shape shape(Doc d, String kind) {
        if (kind.equals("rect")) {
            return new FloorPlan.Rect(far(d, "x"), far(d, "y"), size(d, "width"), size(d, "height"), tone(d), label(d));
        }
        if (kind.equals("line")) {
            return new FloorPlan.Line(far(d, "x1"), far(d, "y1"), far(d, "x2"), far(d, "y2"), size(d, "width"), tone(d));
        }
        return new FloorPlan.Text(far(d, "x"), far(d, "y"), size(d, "size"), d.text("text", Text.LINE, ""));
    }

    private static String label(Doc d) {
        return d.text("label", Text.LINE, "");
    }

    private static double far(Doc d, String key) {
        return d.number(key, -FAR, FAR);
    }

    private static double size(Doc d, String key) {
        return d.number(key, SMALL, FAR);
    }

    private static Tone tone(Doc d) {
        String word = d.text("tone", Text.NAME, "wall");
        Optional<Tone> tone = Stream.of(Tone.values()).filter(t -> word(t).equals(word)).findFirst();
        if (tone.isEmpty()) {
            String all = Stream.of(Tone.values()).map(PlanForm::word).collect(Collectors.joining(", "));
            d.faults().add(d.at().key("tone"), "there is no tone " + Text.quoted(word), "one of: " + all);
        }
        return tone.orElse(Tone.WALL);
    }
}
