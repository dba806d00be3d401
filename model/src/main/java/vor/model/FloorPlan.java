package vor.model;

import java.util.List;
import java.util.Optional;

/**
 * A drawing on which devices are placed, measured in metres from its upper left corner.
 *
 * @param name what placements refer to
 * @param title for people
 * @param order place among the floor tabs, smaller first
 * @param image what lies below all else, from the upper left corner, as large as the plan lets it; named by its content:
 *     {@code sha256:} and 64 hexadecimal digits
 */
public record FloorPlan(
        long version,
        String name,
        String title,
        int order,
        double width,
        double height,
        Optional<String> image,
        List<Shape> shapes) {
    public FloorPlan {
        shapes = List.copyOf(shapes);
    }

    /** Without an image. */
    public FloorPlan(long version, String name, String title, int order, double width, double height, List<Shape> shapes) {
        this(version, name, title, order, width, height, Optional.empty(), shapes);
    }

    /** What the drawing is made of, painted in the order of the list. */
    public sealed interface Shape {}

    /** A wall, stage, row of tables …; {@code label} is written in its middle, empty for none. */
    public record Rect(double x, double y, double width, double height, Tone tone, String label) implements Shape {}

    /** A straight line, {@code width} metres thick. */
    public record Line(double x1, double y1, double x2, double y2, double width, Tone tone) implements Shape {}

    /** Words at a point, {@code size} metres high. */
    public record Text(double x, double y, double size, String text) implements Shape {}

    /** What a shape stands for; the page chooses the colour. */
    public enum Tone {
        FLOOR,
        WALL,
        TABLE,
        STAGE,
        ROOM,
        AISLE
    }
}
