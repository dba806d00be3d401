package vor.server.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.server.access.Caller;
import vor.server.editing.Editing;
import vor.server.editing.EditingException;
import vor.server.editing.Lease;
import vor.server.editing.Subject;

/** {@code /editing}: who has a form of what open. */
public final class EditingRoutes implements HttpService {
    private static final int DIGITS = 18;

    private final Editing editing;
    private final Supplier<Inventory> inventory;

    /** @param inventory as it is now */
    public EditingRoutes(Editing editing, Supplier<Inventory> inventory) {
        this.editing = editing;
        this.inventory = inventory;
    }

    @Override
    public void routing(HttpRules rules) {
        PictureRoutes.read(rules, "/editing", this::all);
        rules.put("/editing/{kind}/{+name}", this::hold);
        rules.delete("/editing/{kind}/{+name}", this::end);
    }

    /** Whether the record is still in the inventory. */
    public static boolean exists(Inventory now, Subject subject) {
        return name(now, subject).isPresent();
    }

    private static Optional<String> name(Inventory now, Subject subject) {
        return switch (subject.kind()) {
            case DEVICE -> now.device(new DeviceId(Long.parseLong(subject.key()))).map(Device::name);
            case NETWORK -> now.network(subject.key()).map(n -> n.name());
            case LINK -> now.link(Long.parseLong(subject.key())).map(l -> subject.key());
        };
    }

    private static Optional<String> key(Inventory now, Subject.Kind kind, String name) {
        return switch (kind) {
            case DEVICE -> now.device(name).map(d -> Long.toString(d.id().value()));
            case NETWORK -> now.network(name).map(n -> n.name());
            case LINK -> Optional.of(name)
                    .filter(n -> n.matches("[1-9][0-9]{0," + (DIGITS - 1) + "}"))
                    .filter(n -> now.link(Long.parseLong(n)).isPresent());
        };
    }

    private void all(ServerRequest request, ServerResponse response) {
        Inventory now = inventory.get();
        byte[] json = Bytes.json(out -> {
            out.writeStartObject();
            changed(out, now, editing.current());
            out.writeEndObject();
        });
        Answer.of(PictureRoutes.JSON, Page.hash(json), "no-cache", json).send(request, response);
    }

    /** The part {@code editing} of a delta: by kind and name, all who edit it now, null for nobody. */
    static void changed(JsonGenerator out, Inventory now, Map<Subject, List<Lease>> changed) {
        Map<Subject.Kind, Map<String, List<Lease>>> byKind = new LinkedHashMap<>();
        changed.forEach((subject, leases) -> name(now, subject)
                .ifPresent(name -> byKind.computeIfAbsent(subject.kind(), k -> new LinkedHashMap<>()).put(name, leases)));
        out.writeObjectPropertyStart("editing");
        byKind.forEach((kind, named) -> {
            out.writeObjectPropertyStart(kind.word());
            named.forEach((name, leases) -> write(out.writeName(name), leases));
            out.writeEndObject();
        });
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, List<Lease> leases) {
        if (leases.isEmpty()) {
            out.writeNull();
            return;
        }
        out.writeStartArray();
        for (Lease lease : leases) {
            out.writeStartObject();
            out.writeStringProperty("page", lease.page());
            out.writeStringProperty("who", lease.who());
            out.writeNumberProperty("since", lease.since().toEpochMilli());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void hold(ServerRequest request, ServerResponse response) {
        Subject subject = subject(request);
        try {
            editing.hold(subject, account(), page(request), ClaimRoutes.who(request));
        } catch (EditingException e) {
            throw refused(e).exception();
        }
        byte[] json = Bytes.json(out -> {
            out.writeStartObject();
            out.writeName("editing");
            write(out, editing.current().getOrDefault(subject, List.of()));
            out.writeEndObject();
        });
        response.header(HeaderNames.CACHE_CONTROL, "no-store").header(HeaderNames.CONTENT_TYPE, PictureRoutes.JSON).send(json);
    }

    private void end(ServerRequest request, ServerResponse response) {
        editing.end(subject(request), account(), page(request));
        response.status(Status.NO_CONTENT_204).send();
    }

    private Subject subject(ServerRequest request) {
        String word = request.path().pathParameters().get("kind");
        String name = request.path().pathParameters().get("name");
        Subject.Kind kind = Subject.Kind.of(word)
                .orElseThrow(() -> Problem.notFound("nothing is edited as \"" + word + "\"; there are device, network and link").exception());
        return key(inventory.get(), kind, name)
                .map(key -> new Subject(kind, key))
                .orElseThrow(() -> Problem.notFound("there is no " + kind.word() + " \"" + name + "\"").exception());
    }

    private static Optional<String> account() {
        Caller caller = Call.now().caller();
        return caller.isKnown() ? Optional.of(caller.name()) : Optional.empty();
    }

    private static String page(ServerRequest request) {
        return request.query().first("page").asOptional().orElse("");
    }

    private static Problem refused(EditingException e) {
        String words = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case NAME -> Problem.invalid("Nobody can be named so", List.of(item("Vor-Who", words)));
            case PAGE -> Problem.invalid("No page is named so", List.of(item("page", words)));
            case TOO_MANY -> Problem.conflict(words, List.of(), List.of());
        };
    }

    private static Problem.Item item(String field, String words) {
        return new Problem.Item(field, words, "", OptionalInt.empty(), OptionalInt.empty());
    }
}
