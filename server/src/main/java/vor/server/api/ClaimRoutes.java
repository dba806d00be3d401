package vor.server.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.server.access.Caller;
import vor.server.claims.Changed;
import vor.server.claims.Claim;
import vor.server.claims.ClaimException;
import vor.server.claims.Claims;

/** {@code /claims}: who is on what. */
public final class ClaimRoutes implements HttpService {
    private static final HeaderName WHO = HeaderNames.create("Vor-Who");

    private final Claims claims;
    private final Supplier<Inventory> inventory;

    /** @param inventory as it is now */
    public ClaimRoutes(Claims claims, Supplier<Inventory> inventory) {
        this.claims = claims;
        this.inventory = inventory;
    }

    @Override
    public void routing(HttpRules rules) {
        PictureRoutes.read(rules, "/claims", this::all);
        rules.put("/claims/{+device}", this::take);
        rules.delete("/claims/{+device}", this::giveBack);
    }

    private void all(ServerRequest request, ServerResponse response) {
        Inventory now = inventory.get();
        byte[] json = Bytes.json(out -> {
            out.writeStartObject();
            named(out, now, claims.current());
            out.writeEndObject();
        });
        Answer.of(PictureRoutes.JSON, Page.hash(json), "no-cache", json).send(request, response);
    }

    private static void named(JsonGenerator out, Inventory now, Map<DeviceId, Claim> claims) {
        out.writeObjectPropertyStart("claims");
        claims.values().forEach(c -> now.device(c.device()).ifPresent(d -> write(out.writeName(d.name()), c)));
        out.writeEndObject();
    }

    /** The part {@code claims} of a delta: by name, null where nobody is on it any more. */
    static void changed(JsonGenerator out, Inventory now, Changed changed) {
        out.writeObjectPropertyStart("claims");
        changed.taken().forEach(c -> now.device(c.device()).ifPresent(d -> write(out.writeName(d.name()), c)));
        changed.gone().forEach(id -> now.device(id).ifPresent(d -> out.writeName(d.name()).writeNull()));
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Claim claim) {
        out.writeStartObject();
        out.writeStringProperty("who", claim.who());
        out.writeNumberProperty("since", claim.since().toEpochMilli());
        out.writeEndObject();
    }

    private void take(ServerRequest request, ServerResponse response) {
        Device device = device(request);
        try {
            Claim claim = claims.take(device.id(), who(request), condition(request));
            response.header(HeaderNames.ETAG, tag(claim))
                    .header(HeaderNames.CACHE_CONTROL, "no-store")
                    .header(HeaderNames.CONTENT_TYPE, PictureRoutes.JSON)
                    .send(Bytes.json(out -> write(out, claim)));
        } catch (ClaimException e) {
            throw refused(device, e).exception();
        }
    }

    private void giveBack(ServerRequest request, ServerResponse response) {
        Device device = device(request);
        try {
            claims.giveBack(device.id(), condition(request));
            response.status(Status.NO_CONTENT_204).send();
        } catch (ClaimException e) {
            throw refused(device, e).exception();
        }
    }

    private Device device(ServerRequest request) {
        String name = request.path().pathParameters().get("device");
        return inventory.get().device(name)
                .orElseThrow(() -> Problem.notFound("there is no device named \"" + name + "\"").exception());
    }

    /** The account; without accounts what the header says, where it says something. */
    private static String who(ServerRequest request) {
        Caller caller = Call.now().caller();
        return caller.isKnown() ? caller.name() : request.headers().first(WHO).map(ClaimRoutes::decoded).orElse("somebody");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("the header Vor-Who is not percent-encoded as it should be").exception();
        }
    }

    /** If-None-Match: * takes only what nobody is on; If-Match goes on only from the claim that the caller has seen. */
    private static Predicate<Optional<Claim>> condition(ServerRequest request) {
        Optional<String> match = request.headers().first(HeaderNames.IF_MATCH);
        Optional<String> none = request.headers().first(HeaderNames.IF_NONE_MATCH);
        if (none.filter(text -> !text.strip().equals("*")).isPresent()) {
            throw Problem.malformed("If-None-Match of a write can only be *").exception();
        }
        return held -> (none.isEmpty() || held.isEmpty())
                && match.map(text -> held.filter(c -> Accept.tag(text, tag(c))).isPresent()).orElse(true);
    }

    static String tag(Claim claim) {
        return "\"c" + claim.device().value() + "." + claim.since().toEpochMilli() + "\"";
    }

    private static Problem refused(Device device, ClaimException e) {
        String detail = device.name() + ": " + e.getMessage();
        return switch (e.reason()) {
            case NAME -> Problem.invalid("Nobody can be named so", List.of(item(e)));
            case NOBODY -> Problem.notFound(detail);
            case OTHERWISE -> Problem.precondition(detail, e.current().map(ClaimRoutes::json));
            case TOO_MANY -> Problem.conflict(detail, List.of(), List.of());
            case NOT_WRITTEN -> Problem.blindWrite(detail);
        };
    }

    private static Problem.Item item(ClaimException e) {
        String hint = "the header Vor-Who holds 1 to 64 characters, percent-encoded";
        return new Problem.Item("Vor-Who", String.valueOf(e.getMessage()), hint, OptionalInt.empty(), OptionalInt.empty());
    }

    private static JsonNode json(Claim claim) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        return node.put("who", claim.who()).put("since", claim.since().toEpochMilli());
    }
}
