package vor.server.api;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import tools.jackson.core.JsonGenerator;
import vor.model.Clock;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Health;
import vor.model.Picture;
import vor.model.Reading;

/** {@code /picture} and {@code /health}, whole and for one device. */
final class PictureRoutes implements HttpService {
    static final String JSON = "application/json";

    private final Clock clock;
    private final ApiParts parts;
    private final Snapshot<Picture> picture;
    private final Snapshot<Judged> health;
    private volatile Judged judged;

    /** @param serial grows when the health changes while the picture does not */
    private record Judged(Picture picture, Map<DeviceId, Health> health, long serial) {
        String tag() {
            return picture.revision() + "." + serial;
        }
    }

    PictureRoutes(ApiParts parts, Executor encoder) {
        this.parts = parts;
        this.clock = parts.clock();
        this.judged = new Judged(parts.picture().get(), parts.health().get(), 0);
        this.picture = new Snapshot<>(
                clock, encoder, parts.picture(), p -> p.revision().toString(), this::picture);
        this.health = new Snapshot<>(clock, encoder, this::judged, Judged::tag, this::health);
    }

    @Override
    public void routing(HttpRules rules) {
        read(rules, "/picture", (req, res) -> picture.answer().send(req, res));
        read(rules, "/picture/{+device}", this::devicePicture);
        read(rules, "/health", (req, res) -> health.answer().send(req, res));
        read(rules, "/health/{+device}", this::deviceHealth);
    }

    static void read(HttpRules rules, String pattern, Handler handler) {
        rules.get(pattern, handler).head(pattern, handler);
    }

    /** Called by the encoding thread alone. */
    @SuppressWarnings("ReferenceEquality") // the same map means that nothing has changed
    private Judged judged() {
        Map<DeviceId, Health> now = parts.health().get();
        long serial = now == judged.health() ? judged.serial() : judged.serial() + 1;
        judged = new Judged(parts.picture().get(), now, serial);
        return judged;
    }

    private byte[] picture(Picture p) {
        return Bytes.json(out -> {
            out.writeStartObject();
            head(out, p);
            out.writeName("sight");
            PictureJson.sight(out, p.sight());
            out.writeObjectPropertyStart("devices");
            for (Device d : p.inventory().devices()) {
                device(out, d, p);
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private static void device(JsonGenerator out, Device device, Picture p) {
        out.writeObjectPropertyStart(device.name());
        seen(out, device.id(), p);
        out.writeEndObject();
    }

    private static void seen(JsonGenerator out, DeviceId device, Picture p) {
        out.writeName("pings");
        PictureJson.pings(out, p.pings(device));
        p.agent(device).ifPresent(a -> ReportJson.agent(out.writeName("agent"), a));
        p.ports(device).ifPresent(a -> ReportJson.ports(out.writeName("ports"), a));
        p.chassis(device).ifPresent(a -> ReportJson.chassis(out.writeName("chassis"), a));
        p.neighbours(device).ifPresent(a -> ReportJson.neighbours(out.writeName("neighbours"), a));
        out.writeName("facts");
        PictureJson.sources(out, p.facts(device));
    }

    private void head(JsonGenerator out, Picture p) {
        out.writeStringProperty("revision", p.revision().toString());
        out.writeNumberProperty("now", clock.millis());
    }

    private byte[] health(Judged j) {
        return Bytes.json(out -> {
            out.writeStartObject();
            head(out, j.picture());
            out.writeObjectPropertyStart("devices");
            for (Device d : j.picture().inventory().devices()) {
                Health h = j.health().get(d.id());
                if (h != null) {
                    out.writeName(d.name());
                    PictureJson.health(out, h, j.picture().inventory());
                }
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private void devicePicture(ServerRequest request, ServerResponse response) {
        Picture p = parts.picture().get();
        Device device = device(request, p);
        byte[] json = Bytes.json(out -> {
            out.writeStartObject();
            head(out, p);
            seen(out, device.id(), p);
            p.stations(device.id()).ifPresent(a -> ReportJson.stations(out.writeName("stations"), a));
            out.writeEndObject();
        });
        Answer.of(JSON, p.revision().toString(), "no-cache", json).send(request, response);
    }

    private void deviceHealth(ServerRequest request, ServerResponse response) {
        Picture p = parts.picture().get();
        Health h = parts.health().get().get(device(request, p).id());
        if (h == null) {
            throw Problem.notFound("the device has not been judged yet").exception();
        }
        byte[] json = Bytes.json(out -> PictureJson.health(out, h, p.inventory()));
        Answer.of(JSON, Page.hash(json), "no-cache", json).send(request, response);
    }

    /** The device that the path names. */
    static Device device(ServerRequest request, Picture p) {
        String name = request.path().pathParameters().get("device");
        return p.inventory()
                .device(name)
                .orElseThrow(() -> Problem.notFound("there is no device named \"" + name + "\"").exception());
    }

    List<Reading> readings() {
        return List.of(
                Reading.counter("vor_api_picture_bytes_total", "Bytes of pictures encoded", picture::encodedBytes),
                Reading.counter("vor_api_health_bytes_total", "Bytes of healths encoded", health::encodedBytes));
    }
}
