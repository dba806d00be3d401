package vor.server.api;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import vor.model.Handler;
import vor.model.Notice;

/**
 * The site as a whole. Name, zone and monitor follow the configuration.
 *
 * @param name of the site, for people
 * @param zone in which the page shows times
 * @param started when this process started
 * @param monitor name of the device that we look from, where there is one
 * @param handlers in the order of the keys 1 to 9
 * @param notices what wants somebody and is no device's, the worst first
 * @param backup when the newest backup was made; empty while there is none
 */
public record SiteInfo(
        String name,
        ZoneId zone,
        String version,
        Instant started,
        Optional<String> monitor,
        List<Point> handlers,
        List<Notice> notices,
        Optional<Instant> backup) {
    public SiteInfo {
        handlers = List.copyOf(handlers);
        notices = List.copyOf(notices);
    }

    /** A point of view that the page offers. */
    public record Point(String name, String title, String legend) {
        public static Point of(Handler handler) {
            return new Point(handler.name(), handler.title(), handler.legend());
        }
    }
}
