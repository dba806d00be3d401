package vor.server.api;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import vor.model.Picture;

/** {@code /where/{address}}: which port a MAC or IP address was seen on. */
final class WhereRoutes implements HttpService {
    private static final int LONGEST = 80;

    private final Supplier<Picture> picture;

    WhereRoutes(Supplier<Picture> picture) {
        this.picture = picture;
    }

    @Override
    public void routing(HttpRules rules) {
        PictureRoutes.read(rules, "/where/{address}", this::where);
    }

    private void where(ServerRequest request, ServerResponse response) {
        String query = request.path().pathParameters().get("address");
        Optional<String> mac = Whereabouts.mac(query);
        Optional<String> address = mac.isPresent() ? Optional.empty() : Whereabouts.address(query);
        if (mac.isEmpty() && address.isEmpty()) {
            Problem.Item item = new Problem.Item(
                    "address",
                    "\"" + shown(query) + "\" is neither a MAC address nor an IP address",
                    "such as 00:1b:21:ab:cd:ef, 198.18.64.7 or fd9a::7, whole",
                    OptionalInt.empty(),
                    OptionalInt.empty());
            throw Problem.invalid("There is no such address", List.of(item)).exception();
        }
        Whereabouts.Answer answer = new Whereabouts(picture.get()).find(mac, address);
        byte[] json = Bytes.json(out -> write(out, query, answer));
        Answer.of(PictureRoutes.JSON, Page.hash(json), "no-cache", json).send(request, response);
    }

    private static String shown(String query) {
        return query.length() <= LONGEST ? query : query.substring(0, LONGEST) + "…";
    }

    private static void write(JsonGenerator out, String query, Whereabouts.Answer answer) {
        out.writeStartObject();
        out.writeStringProperty("query", query);
        out.writeNumberProperty("asked", answer.asked());
        out.writeArrayPropertyStart("found");
        for (Whereabouts.Spot s : answer.spots()) {
            out.writeStartObject();
            out.writeStringProperty("device", s.device());
            out.writeStringProperty("port", s.port());
            out.writeStringProperty("mac", s.mac());
            out.writeArrayPropertyStart("addresses");
            s.addresses().forEach(out::writeString);
            out.writeEndArray();
            out.writeNumberProperty("vlan", s.vlan());
            out.writeNumberProperty("at", s.at().toEpochMilli());
            out.writeBooleanProperty("edge", s.edge());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
