package vor.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vor.model.FloorPlan;
import vor.model.FloorPlan.Line;
import vor.model.FloorPlan.Rect;
import vor.model.FloorPlan.Shape;
import vor.model.FloorPlan.Text;
import vor.model.FloorPlan.Tone;
import vor.model.Placement.Box;

/** The backbone on one sheet: the core, the ring, and below them every distribution stack on its cable tray. */
final class NocDrawing {
    static final String NAME = "noc";

    private static final double LEFT = 4;
    private static final double PITCH = 7;
    private static final double LINE = 5;
    private static final double FIRST_LINE = 17;
    private static final double BOX_WIDTH = 5.6;
    private static final double BOX_HEIGHT = 2.8;
    private static final int MOST_COLUMNS = 40;

    private final LabSize size;
    private final int columns;
    private final double width;
    private final double height;
    private final List<Shape> shapes = new ArrayList<>();
    private final Map<String, Box> boxes = new HashMap<>();

    NocDrawing(LabSize size) {
        this.size = size;
        columns = Math.clamp((long) Math.ceil(Math.sqrt(size.distros() * 1.2)) + 1, 5, MOST_COLUMNS);
        width = 2 * LEFT + columns * PITCH;
        height = FIRST_LINE + Math.ceilDiv(size.distros(), columns) * LINE + 2;
        drawRoom();
        drawTop();
        for (int i = 0; i < size.distros(); i++) {
            drawDistro(i);
        }
    }

    FloorPlan plan() {
        return new FloorPlan(1, NAME, "NOC", 2, width, height, shapes);
    }

    Optional<Box> box(String device) {
        return Optional.ofNullable(boxes.get(device));
    }

    private void drawRoom() {
        shapes.add(new Rect(0, 0, width, height, Tone.FLOOR, ""));
        shapes.add(new Rect(2, 1.5, width - 4, 12, Tone.ROOM, ""));
        shapes.add(new Text(3.2, 3.7, 1.4, "NOC"));
        for (double[] w : new double[][] {
            {0, 0, width, 0}, {0, height, width, height}, {0, 0, 0, height}, {width, 0, width, height}
        }) {
            shapes.add(new Line(w[0], w[1], w[2], w[3], 0.4, Tone.WALL));
        }
        shapes.add(new Text(3.2, FIRST_LINE - 1.4, 1.2, "Distribution"));
    }

    private void drawTop() {
        double middle = width / 2;
        shapes.add(new Line(middle, 6.4, middle, 9, 0.3, Tone.AISLE));
        boxes.put("core", new Box(NAME, HallDrawing.round(middle - 4), 3, 8, 3.4));
        boxes.put("ring", new Box(NAME, HallDrawing.round(middle - 4), 9, 8, 3.4));
    }

    private void drawDistro(int index) {
        int line = index / columns;
        double y = FIRST_LINE + line * LINE;
        if (index % columns == 0) {
            int inLine = Math.min(columns, size.distros() - index);
            shapes.add(new Rect(LEFT - 0.6, y - 0.6, inLine * PITCH - 0.2, BOX_HEIGHT + 1.2, Tone.TABLE, ""));
        }
        boxes.put("distro" + (index + 1),
                new Box(NAME, LEFT + index % columns * PITCH, y, BOX_WIDTH, BOX_HEIGHT));
    }
}
