package vor.wire.graphite;

import java.util.List;

/** What came where pickles of Graphite are taken turned out to be this. */
public sealed interface Pickled permits Pickled.Points, Damage {

    /**
     * A list of points, which may be empty.
     *
     * @param bad items that are no points; the others count all the same
     */
    record Points(List<Point> points, List<Bad> bad) implements Pickled {
        public Points {
            points = List.copyOf(points);
            bad = List.copyOf(bad);
        }
    }

    /** @param index of the item in the list, from 0 */
    record Bad(int index, String why) {}
}
