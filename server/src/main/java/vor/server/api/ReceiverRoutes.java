package vor.server.api;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import vor.model.Clock;

/** {@code /receivers}: what hears events, how much came, what was bad last. */
public final class ReceiverRoutes implements HttpService {
    private final Clock clock;
    private final Supplier<List<ReceiverInfo>> receivers;

    public ReceiverRoutes(Clock clock, Supplier<List<ReceiverInfo>> receivers) {
        this.clock = clock;
        this.receivers = receivers;
    }

    @Override
    public void routing(HttpRules rules) {
        PictureRoutes.read(rules, "/receivers", this::all);
    }

    private void all(ServerRequest request, ServerResponse response) {
        byte[] json = Bytes.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("now", clock.millis());
            out.writeArrayPropertyStart("receivers");
            receivers.get().forEach(r -> write(out, r));
            out.writeEndArray();
            out.writeEndObject();
        });
        Answer.of(PictureRoutes.JSON, Page.hash(json), "no-store", json).send(request, response);
    }

    private static void write(JsonGenerator out, ReceiverInfo receiver) {
        out.writeStartObject();
        out.writeStringProperty("name", receiver.name());
        out.writeArrayPropertyStart("listening");
        receiver.listening().forEach(out::writeString);
        out.writeEndArray();
        out.writeStringProperty("trouble", receiver.trouble());
        out.writeObjectPropertyStart("counters");
        receiver.counters().forEach(out::writeNumberProperty);
        out.writeEndObject();
        out.writeArrayPropertyStart("bad");
        receiver.bad().forEach(b -> write(out, b));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, ReceiverInfo.Bad bad) {
        out.writeStartObject();
        out.writeNumberProperty("at", bad.at().toEpochMilli());
        out.writeStringProperty("sender", bad.sender());
        out.writeStringProperty("what", bad.what());
        out.writeStringProperty("why", bad.why());
        out.writeEndObject();
    }
}
