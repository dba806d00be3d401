package vor.server.api;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import vor.model.Handler;

/**
 * What does not change while the server runs.
 *
 * @param name of the site, for people
 * @param zone in which the page shows times
 * @param started when this process started
 * @param monitor name of the device that we look from, where there is one
 * @param handlers in the order of the keys 1 to 9
 */
public record SiteInfo(
        String name, ZoneId zone, String version, Instant started, Optional<String> monitor, List<Point> handlers) {
    public SiteInfo {
        handlers = List.copyOf(handlers);
    }

    /** A point of view that the page offers. */
    public record Point(String name, String title, String legend) {
        public static Point of(Handler handler) {
            return new Point(handler.name(), handler.title(), handler.legend());
        }
    }
}
