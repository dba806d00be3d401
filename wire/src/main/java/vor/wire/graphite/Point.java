package vor.wire.graphite;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/**
 * One number of one series at one time.
 *
 * @param path the name of the series, without tags; not empty when it was read
 * @param tags as told behind the name, in that order; not copied, since points of one path share them
 * @param value never NaN when it was read; may be infinite
 * @param time to the microsecond when it was read
 */
public record Point(String path, Map<String, String> tags, double value, Instant time) implements Told {
    public Point {
        tags = Collections.unmodifiableMap(tags);
    }
}
