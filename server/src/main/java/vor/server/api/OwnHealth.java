package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Reading;
import vor.server.access.Caller;

/** What the server tells of itself: {@code /metrics} for Prometheus and {@code /healthz} for whoever restarts it. */
final class OwnHealth implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(OwnHealth.class);

    private final ApiParts parts;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();

    OwnHealth(ApiParts parts, Supplier<List<Reading>> readings) {
        this.parts = parts;
        JvmMetrics.builder().register(registry);
        registry.register(new ReadingCollector(readings));
    }

    @Override
    public void routing(HttpRules rules) {
        PictureRoutes.read(rules, "/metrics", this::metrics);
        PictureRoutes.read(rules, "/healthz", this::healthz);
    }

    private void metrics(ServerRequest request, ServerResponse response) throws IOException {
        ExpositionFormatWriter writer =
                formats.findWriter(request.headers().first(HeaderNames.ACCEPT).orElse(""));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 << 10);
        writer.write(bytes, registry.scrape());
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        Answer.send(request, response, writer.getContentType(), bytes.toByteArray());
    }

    private void healthz(ServerRequest request, ServerResponse response) {
        Map<String, String> troubles = new TreeMap<>();
        parts.checks().forEach(c -> trouble(c).ifPresent(why -> troubles.put(c.name(), why)));
        if (!troubles.isEmpty()) {
            response.status(Status.SERVICE_UNAVAILABLE_503);
        }
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        boolean stranger = Call.now().caller().kind() == Caller.Kind.NOBODY;
        Answer.send(request, response, PictureRoutes.JSON, stranger ? status(troubles) : healthz(troubles));
    }

    private static byte[] status(Map<String, String> troubles) {
        return Bytes.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("status", word(troubles));
            out.writeEndObject();
        });
    }

    private static String word(Map<String, String> troubles) {
        return troubles.isEmpty() ? "ok" : "failing";
    }

    private byte[] healthz(Map<String, String> troubles) {
        Duration uptime = Duration.between(parts.site().started(), parts.clock().now());
        return Bytes.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("status", word(troubles));
            out.writeBooleanProperty("blind", parts.picture().get().sight().blind());
            out.writeNumberProperty("uptime", uptime.toMillis());
            if (!troubles.isEmpty()) {
                out.writeObjectPropertyStart("troubles");
                troubles.forEach(out::writeStringProperty);
                out.writeEndObject();
            }
            out.writeEndObject();
        });
    }

    private static Optional<String> trouble(HealthCheck check) {
        try {
            return check.trouble().get();
        } catch (RuntimeException e) {
            LOG.error("the check of {} failed", check.name(), e);
            return Optional.of("cannot be checked; the server's log says why");
        }
    }
}
