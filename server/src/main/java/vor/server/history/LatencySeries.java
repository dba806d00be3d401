package vor.server.history;

import java.time.Instant;
import java.util.List;
import vor.model.Family;

/**
 * The last minutes of one target.
 *
 * @param from the second of the first point; one point a second from there, oldest first
 */
public record LatencySeries(String address, Family family, Instant from, List<Point> points) {
    public LatencySeries {
        points = List.copyOf(points);
    }

    /**
     * One second.
     *
     * @param rtt round trip of the newest reply in milliseconds; NaN when none came
     * @param sent requests, at most 255
     * @param lost requests that missed their deadline, at most 255
     */
    public record Point(float rtt, int sent, int lost) {}
}
