package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import vor.model.Device;
import vor.model.Notice;

/** {@code /site}, {@code /handlers}, {@code /history} and the description of it all. */
final class SiteRoutes implements HttpService {
    private static final int MAX_SECONDS = 3600;
    private static final SerializedString BACKUP = new SerializedString("backup");

    private final ApiParts parts;

    SiteRoutes(ApiParts parts) {
        this.parts = parts;
    }

    @Override
    public void routing(HttpRules rules) {
        Answer description = fixed(description());
        PictureRoutes.read(rules, "/site", this::site);
        PictureRoutes.read(rules, "/handlers", (req, res) -> fixed(Bytes.json(this::handlersAlone)).send(req, res));
        PictureRoutes.read(rules, "/openapi.json", description::send);
        PictureRoutes.read(rules, "/history/{+device}/latency", this::latency);
    }

    private static Answer fixed(byte[] json) {
        return Answer.of(PictureRoutes.JSON, Page.hash(json), "no-cache", json);
    }

    static byte[] description() {
        try (InputStream in = SiteRoutes.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not on the classpath");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void site(ServerRequest request, ServerResponse response) {
        fixed(Bytes.json(out -> site(out, parts.site().get()))).send(request, response);
    }

    static void site(JsonGenerator out, SiteInfo site) {
        out.writeStartObject();
        out.writeStringProperty("name", site.name());
        out.writeStringProperty("zone", site.zone().getId());
        out.writeStringProperty("version", site.version());
        out.writeNumberProperty("started", site.started().toEpochMilli());
        out.writeStringProperty("monitor", site.monitor().orElse(null));
        handlers(out, site);
        notices(out, site.notices());
        PictureJson.time(out, BACKUP, site.backup());
        out.writeEndObject();
    }

    static void notices(JsonGenerator out, List<Notice> notices) {
        out.writeArrayPropertyStart("notices");
        for (Notice n : notices) {
            out.writeStartObject();
            out.writeStringProperty("about", n.about());
            out.writeStringProperty("state", n.state().word());
            out.writeStringProperty("why", n.why());
            out.writeNumberProperty("since", n.since().toEpochMilli());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void handlersAlone(JsonGenerator out) {
        out.writeStartObject();
        handlers(out, parts.site().get());
        out.writeEndObject();
    }

    private static void handlers(JsonGenerator out, SiteInfo site) {
        out.writeArrayPropertyStart("handlers");
        for (SiteInfo.Point p : site.handlers()) {
            out.writeStartObject();
            out.writeStringProperty("name", p.name());
            out.writeStringProperty("title", p.title());
            out.writeStringProperty("legend", p.legend());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void latency(ServerRequest request, ServerResponse response) {
        Device device = PictureRoutes.device(request, parts.picture().get());
        List<LatencySource.Series> targets = parts.latency().of(device.id(), seconds(request));
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        Answer.send(request, response, PictureRoutes.JSON, Bytes.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("device", device.name());
            out.writeNumberProperty("now", parts.clock().millis());
            out.writeNumberProperty("step", 1000);
            out.writeArrayPropertyStart("targets");
            targets.forEach(t -> target(out, t));
            out.writeEndArray();
            out.writeEndObject();
        }));
    }

    private static int seconds(ServerRequest request) {
        String text = request.query().first("seconds").orElse("600");
        int seconds = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > MAX_SECONDS) {
            String message = "\"" + text + "\" is not a number of seconds";
            Problem.Item item = new Problem.Item(
                    "seconds", message, "a whole number from 1 to " + MAX_SECONDS, OptionalInt.empty(), OptionalInt.empty());
            throw Problem.invalid("The query is not valid", List.of(item)).exception();
        }
        return seconds;
    }

    private static void target(JsonGenerator out, LatencySource.Series t) {
        out.writeStartObject();
        out.writeStringProperty("address", t.address());
        out.writeStringProperty("family", t.family().name().toLowerCase(Locale.ROOT));
        out.writeNumberProperty("from", t.from().toEpochMilli());
        out.writeArrayPropertyStart("rtt");
        for (double rtt : t.rtt()) {
            PictureJson.millis(out, rtt);
        }
        out.writeEndArray();
        out.writeName("sent").writeArray(t.sent(), 0, t.sent().length);
        out.writeName("lost").writeArray(t.lost(), 0, t.lost().length);
        out.writeEndObject();
    }
}
