package vor.server.inventory;

/** A place in a text: line and column from 1; 0 when not known. */
public record Spot(int line, int column) {
    public static final Spot UNKNOWN = new Spot(0, 0);
}
