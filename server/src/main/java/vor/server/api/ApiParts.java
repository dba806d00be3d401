package vor.server.api;

import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vor.model.Clock;
import vor.model.DeviceId;
import vor.model.EventSink;
import vor.model.Health;
import vor.model.Picture;
import vor.model.Reading;
import vor.server.events.Index;

/**
 * All that the API shows. The suppliers are called by many threads and return at once.
 *
 * @param health everything as it is now; the same map for as long as nothing changes
 * @param live the stream; the server calls its {@code tick} and closes it
 * @param events the index of events
 * @param intake where events go that are pushed
 * @param services further routes, each under a path
 * @param readings what the other rooms count about themselves; the server adds its own and those of {@code live}
 */
public record ApiParts(
        Clock clock,
        Supplier<SiteInfo> site,
        Supplier<Picture> picture,
        Supplier<Map<DeviceId, Health>> health,
        LatencySource latency,
        Live live,
        Index events,
        EventSink intake,
        List<Mount> services,
        Supplier<List<Reading>> readings,
        List<HealthCheck> checks) {
    public ApiParts {
        services = List.copyOf(services);
        checks = List.copyOf(checks);
    }

    /** @param path where the service stands, such as {@code /api/v1} */
    public record Mount(String path, HttpService service) {}
}
