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

/**
 * The hall from above, to scale: blocks of five rows of tables with four switches each, the block's distribution stack at
 * the rows' end, aisles between the blocks, the stage and the NOC along the upper wall.
 */
final class HallDrawing {
    static final String NAME = "hall";

    private static final int ROWS_PER_BLOCK = LabSize.PER_DISTRO / LabSize.PER_ROW;
    private static final double MARGIN = 3;
    private static final double AISLE = 3;
    private static final double FRONT = 12;
    private static final double DISTRO_WIDTH = 5;
    private static final double DISTRO_HEIGHT = 3.6;
    private static final double SWITCH_WIDTH = 6;
    private static final double SWITCH_HEIGHT = 1.6;
    private static final double SWITCH_PITCH = 6.2;
    private static final double TABLE_AT = 5.8;
    private static final double TABLE_WIDTH = LabSize.PER_ROW * SWITCH_PITCH + 0.2;
    private static final double TABLE_HEIGHT = 2;
    private static final double ROW_PITCH = 3.2;
    private static final double BLOCK_WIDTH = TABLE_AT + TABLE_WIDTH + 2.2;
    private static final double BLOCK_HEIGHT = (ROWS_PER_BLOCK - 1) * ROW_PITCH + TABLE_HEIGHT;
    private static final double SHAPE_OF_A_SCREEN = 1.6;
    private static final double NOC_WIDTH = 14;
    private static final double DOOR = 4;

    private final LabSize size;
    private final int columns;
    private final double width;
    private final double height;
    private final List<Shape> shapes = new ArrayList<>();
    private final Map<String, Box> boxes = new HashMap<>();

    HallDrawing(LabSize size) {
        this.size = size;
        columns = columns(size.distros());
        width = width(columns);
        height = height(Math.ceilDiv(size.distros(), columns));
        shapes.add(new Rect(0, 0, width, height, Tone.FLOOR, ""));
        drawAisles();
        drawFront();
        drawBlocks();
        drawWalls();
    }

    FloorPlan plan() {
        return new FloorPlan(1, NAME, "Hall", 1, width, height, shapes);
    }

    Optional<Box> box(String device) {
        return Optional.ofNullable(boxes.get(device));
    }

    private static int columns(int blocks) {
        int columns = 1;
        while (columns < blocks && width(columns) / height(Math.ceilDiv(blocks, columns)) < SHAPE_OF_A_SCREEN) {
            columns++;
        }
        return columns;
    }

    private static double width(int columns) {
        return 2 * MARGIN + columns * BLOCK_WIDTH + (columns - 1) * AISLE;
    }

    private static double height(int lines) {
        return FRONT + 2 * MARGIN + lines * BLOCK_HEIGHT + (lines - 1) * AISLE;
    }

    private double blockX(int block) {
        return MARGIN + block % columns * (BLOCK_WIDTH + AISLE);
    }

    private double blockY(int block) {
        int line = block / columns;
        return FRONT + MARGIN + line * (BLOCK_HEIGHT + AISLE);
    }

    private void drawAisles() {
        shapes.add(new Rect(0, FRONT, width, AISLE - 0.8, Tone.AISLE, ""));
        for (int column = 1; column < columns; column++) {
            shapes.add(new Rect(blockX(column) - AISLE + 0.4, FRONT, AISLE - 0.8, height - FRONT, Tone.AISLE, ""));
        }
        for (int block = columns; block < size.distros(); block += columns) {
            shapes.add(new Rect(0, blockY(block) - AISLE + 0.4, width, AISLE - 0.8, Tone.AISLE, ""));
        }
    }

    private void drawFront() {
        double stage = Math.min(36, width - 2 * (NOC_WIDTH + 2 * MARGIN) > 10 ? width - 2 * (NOC_WIDTH + 2 * MARGIN) : 12);
        double stageX = width > 3 * NOC_WIDTH + 10 ? (width - stage) / 2 : MARGIN;
        shapes.add(new Rect(stageX, 1.5, stage, 7.5, Tone.STAGE, "Stage"));
        double nocX = width - MARGIN - NOC_WIDTH;
        shapes.add(new Rect(nocX, 1.5, NOC_WIDTH, 7.5, Tone.ROOM, ""));
        shapes.add(new Text(nocX + 1, 3.3, 1.3, "NOC"));
        boxes.put("core", new Box(NAME, nocX + 1.4, 4.4, DISTRO_WIDTH, DISTRO_HEIGHT));
        boxes.put("ring", new Box(NAME, nocX + 7.6, 4.4, DISTRO_WIDTH, DISTRO_HEIGHT));
        if (stageX > MARGIN + NOC_WIDTH) {
            shapes.add(new Rect(MARGIN, 1.5, NOC_WIDTH, 7.5, Tone.ROOM, "Crew"));
        }
    }

    private void drawBlocks() {
        for (int block = 0; block < size.distros(); block++) {
            double y = blockY(block) + (BLOCK_HEIGHT - DISTRO_HEIGHT) / 2;
            boxes.put("distro" + (block + 1), new Box(NAME, blockX(block), round(y), DISTRO_WIDTH, DISTRO_HEIGHT));
        }
        for (int index = 0; index < size.access(); index++) {
            drawSwitch(index);
        }
    }

    private void drawSwitch(int index) {
        int block = index / LabSize.PER_DISTRO;
        int line = index / LabSize.PER_ROW % ROWS_PER_BLOCK;
        int seat = index % LabSize.PER_ROW;
        double x = blockX(block) + TABLE_AT;
        double y = blockY(block) + line * ROW_PITCH;
        if (seat == 0) {
            shapes.add(new Rect(round(x), round(y), TABLE_WIDTH, TABLE_HEIGHT, Tone.TABLE, ""));
            shapes.add(new Text(round(x + TABLE_WIDTH + 0.4), round(y + 1.4), 1, "e" + Plan.rowOf(index)));
        }
        boxes.put(Plan.accessName(index), new Box(NAME, round(x + 0.2 + seat * SWITCH_PITCH),
                round(y + (TABLE_HEIGHT - SWITCH_HEIGHT) / 2), SWITCH_WIDTH, SWITCH_HEIGHT));
    }

    /** With the way in at the middle of the lower wall. */
    private void drawWalls() {
        double door = (width - DOOR) / 2;
        wall(0, 0, width, 0);
        wall(0, 0, 0, height);
        wall(width, 0, width, height);
        wall(0, height, door, height);
        wall(door + DOOR, height, width, height);
    }

    private void wall(double x1, double y1, double x2, double y2) {
        shapes.add(new Line(x1, y1, x2, y2, 0.4, Tone.WALL));
    }

    static double round(double metres) {
        return Math.round(metres * 100) / 100.0;
    }
}
