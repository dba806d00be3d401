package vor.server.api;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import vor.model.Clock;
import vor.model.Inventory;
import vor.model.Network;
import vor.model.Picture;
import vor.server.api.Prefix.Address;

/** {@code /networks/{name}/addresses}: what is in a network, and what is free. To be mounted before the networks themselves. */
public final class NetworkRoutes implements HttpService {
    private static final String LAST = "/addresses";

    /** Readers that have only floating point count no further exactly. */
    private static final BigInteger EXACT = BigInteger.ONE.shiftLeft(53);

    private final Clock clock;
    private final Supplier<Inventory> inventory;
    private final Supplier<Picture> picture;

    /**
     * @param inventory as it is now; the picture may still have an older one
     * @param picture as it is now
     */
    public NetworkRoutes(Clock clock, Supplier<Inventory> inventory, Supplier<Picture> picture) {
        this.clock = clock;
        this.inventory = inventory;
        this.picture = picture;
    }

    @Override
    public void routing(HttpRules rules) {
        PictureRoutes.read(rules, "/networks/{+name}" + LAST, this::addresses);
    }

    private void addresses(ServerRequest request, ServerResponse response) {
        if (!request.path().absolute().rawPath().endsWith(LAST)) {
            response.next(); // a network may bear this word behind a slash in its name
            return;
        }
        Inventory now = inventory.get();
        String name = request.path().pathParameters().get("name");
        Network network = now.network(name)
                .orElseThrow(() -> Problem.notFound("there is no network \"" + name + "\"").exception());
        Tenants tenants = Tenants.of(now, picture.get(), network);
        byte[] json = Bytes.json(out -> write(out, network, tenants));
        Answer.of(PictureRoutes.JSON, Page.hash(json), "no-cache", json).send(request, response);
    }

    private void write(JsonGenerator out, Network network, Tenants tenants) {
        out.writeStartObject();
        out.writeStringProperty("name", network.name());
        out.writeNumberProperty("now", clock.millis());
        out.writeNumberProperty("asked", tenants.asked());
        out.writeArrayPropertyStart("subnets");
        tenants.vacancies().forEach(v -> vacancy(out, v));
        out.writeEndArray();
        out.writeArrayPropertyStart("addresses");
        var told = tenants.told();
        told.forEach(e -> tenant(out, e));
        out.writeEndArray();
        out.writeNumberProperty("more", tenants.count() - told.size());
        out.writeArrayPropertyStart("warnings");
        tenants.warnings().forEach(w -> warning(out, w));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void vacancy(JsonGenerator out, Vacancy v) {
        out.writeStartObject();
        out.writeStringProperty("subnet", v.subnet().text());
        count(out, "size", v.size());
        count(out, "used", v.used());
        v.next().ifPresentOrElse(a -> out.writeStringProperty("next", a.toString()), () -> out.writeNullProperty("next"));
        count(out, "count", v.free());
        out.writeArrayPropertyStart("free");
        for (Vacancy.Range range : v.ranges()) {
            out.writeStartObject();
            out.writeStringProperty("from", range.from().toString());
            out.writeStringProperty("to", range.to().toString());
            count(out, "count", range.count());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeNumberProperty("more", v.more());
        out.writeEndObject();
    }

    private static void count(JsonGenerator out, String name, BigInteger count) {
        if (count.compareTo(EXACT) > 0) {
            out.writeNullProperty(name);
        } else {
            out.writeNumberProperty(name, count.longValueExact());
        }
    }

    private static void tenant(JsonGenerator out, Map.Entry<Address, Tenants.Tenant> one) {
        Tenants.Tenant t = one.getValue();
        out.writeStartObject();
        out.writeStringProperty("address", one.getKey().toString());
        out.writeArrayPropertyStart("devices");
        t.devices.forEach(out::writeString);
        out.writeEndArray();
        out.writeBooleanProperty("gateway", t.gateway);
        out.writeBooleanProperty("stranger", t.stranger());
        t.ping.ifPresentOrElse(p -> PictureJson.ping(out.writeName("ping"), p), () -> out.writeNullProperty("ping"));
        List<Tenants.Sighting> seen = t.seen.subList(0, Math.min(Tenants.SIGHTINGS, t.seen.size()));
        out.writeArrayPropertyStart("seen");
        for (Tenants.Sighting s : seen) {
            out.writeStartObject();
            out.writeStringProperty("device", s.device());
            out.writeStringProperty("port", s.port());
            out.writeStringProperty("mac", s.mac());
            out.writeNumberProperty("at", s.at().toEpochMilli());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void warning(JsonGenerator out, Tenants.Warning w) {
        out.writeStartObject();
        out.writeStringProperty("kind", w.kind());
        out.writeStringProperty("words", w.words());
        out.writeStringProperty("network", w.network());
        out.writeEndObject();
    }
}
