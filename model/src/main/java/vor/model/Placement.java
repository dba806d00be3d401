package vor.model;

/** Where a device is drawn. */
public sealed interface Placement {

    /** A box on a floor plan, in the plan's metres; x and y are its upper left corner. */
    record Box(String plan, double x, double y, double width, double height) implements Placement {}

    /** WGS 84, degrees. */
    record Geo(double latitude, double longitude) implements Placement {}
}
