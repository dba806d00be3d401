package vor.server.inventory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Maintenance;
import vor.model.Placement;
import vor.model.Uplink;

/** Reads a device from its document. */
final class DeviceForm {
    static final List<String> FIELDS = List.of(
            "id", "version", "name", "profile", "addresses", "uplinks", "networks", "tags", "placements", "maintenance", "note");

    private static final int ADDRESSES = 64;
    private static final int UPLINKS = 64;
    private static final int WORDS = 256;
    private static final String DEFAULT_PROFILE = "wired";
    private static final List<String> UPLINK = List.of("port", "to", "toPort");
    private static final List<String> PLACEMENT = List.of("plan", "x", "y", "width", "height", "latitude", "longitude");
    private static final double SMALL = 0.001;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final Doc doc;
    private final Scope scope;
    private final DeviceId id;

    private DeviceForm(Doc doc, Scope scope, DeviceId id) {
        this.doc = doc;
        this.scope = scope;
        this.id = id;
    }

    static Device bind(Doc doc, Scope scope, DeviceId id, String name) {
        return new DeviceForm(doc, scope, id).bind(name);
    }

    private Device bind(String name) {
        return new Device(
                id,
                0,
                name,
                profile(),
                doc.texts("addresses", Text.LINE, ADDRESSES, this::checkAddress),
                uplinks(),
                new LinkedHashSet<>(doc.texts("networks", Text.NAME, WORDS, this::checkNetwork)),
                new LinkedHashSet<>(doc.texts("tags", Text.TAG, WORDS, (t, f) -> {})),
                placements(),
                maintenance(),
                doc.text("note", Text.NOTE, ""));
    }

    private String profile() {
        if (!doc.has("profile") && !scope.profiles().contains(DEFAULT_PROFILE)) {
            doc.faults().add(doc.at().key("profile"), "is missing", Near.hint("", scope.profiles()));
        }
        String profile = doc.text("profile", Text.NAME, DEFAULT_PROFILE);
        if (doc.has("profile") && !scope.profiles().contains(profile) && Text.NAME.wrong(profile).isEmpty()) {
            missing(doc.at().key("profile"), profile, Near.hint(profile, scope.profiles()));
        }
        return profile;
    }

    private void missing(Field field, String name, String hint) {
        doc.faults().add(field, Text.quoted(name) + " does not exist", hint);
    }

    private void checkAddress(String address, Field field) {
        Addresses.target(address).ifPresent(w -> doc.faults().add(field, w.message(), w.hint()));
    }

    private void checkNetwork(String network, Field field) {
        if (!scope.networkNames().contains(network)) {
            missing(field, network, Near.hint(network, scope.networkNames()));
        }
    }

    private List<Uplink> uplinks() {
        Field field = doc.at().key("uplinks");
        List<JsonNode> items = doc.array("uplinks", UPLINKS, "an array of uplinks");
        Set<Uplink> uplinks = new LinkedHashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Field at = field.at(i);
            Doc.of(items.get(i), at, doc.faults(), UPLINK).flatMap(this::uplink).ifPresent(u -> {
                if (!uplinks.add(u)) {
                    doc.faults().add(at, "stands here twice");
                }
            });
        }
        return List.copyOf(uplinks);
    }

    private Optional<Uplink> uplink(Doc d) {
        String port = d.text("port", Text.PORT, "");
        String abovePort = d.text("toPort", Text.PORT, "");
        return device(d, "to", scope).flatMap(above -> {
            if (above.equals(id)) {
                d.faults().add(d.at().key("to"), "a device cannot be its own uplink");
                return Optional.empty();
            }
            return Optional.of(new Uplink(port, above, abovePort));
        });
    }

    /** The device that a field names; a fault when it is missing or there is none of that name. */
    static Optional<DeviceId> device(Doc d, String key, Scope scope) {
        Field field = d.at().key(key);
        if (!d.has(key)) {
            d.faults().add(field, "is missing; expected the name of a device");
            return Optional.empty();
        }
        int before = d.faults().count();
        String name = d.text(key, Text.NAME, "");
        if (d.faults().count() > before) {
            return Optional.empty();
        }
        Optional<DeviceId> device = scope.device(name);
        if (device.isEmpty()) {
            String hint = Near.hint(name, scope.deviceNames());
            d.faults().add(field, "there is no device " + Text.quoted(name), hint);
        }
        return device;
    }

    private List<Placement> placements() {
        Field field = doc.at().key("placements");
        List<JsonNode> items = doc.array("placements", WORDS, "an array of placements");
        List<Placement> placements = new ArrayList<>();
        Set<String> plans = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Field at = field.at(i);
            Doc.of(items.get(i), at, doc.faults(), PLACEMENT).flatMap(this::placement).ifPresent(p -> {
                placements.add(p);
                if (!plans.add(planOf(p))) {
                    doc.faults().add(at, p instanceof Placement.Box b
                            ? "the device is already placed on plan " + Text.quoted(b.plan())
                            : "the device already has a place on the earth");
                }
            });
        }
        return placements;
    }

    private static String planOf(Placement placement) {
        return switch (placement) {
            case Placement.Box box -> box.plan();
            case Placement.Geo _ -> "";
        };
    }

    private Optional<Placement> placement(Doc d) {
        boolean box = d.has("plan");
        boolean geo = d.has("latitude") || d.has("longitude");
        if (box == geo) {
            d.faults().add(d.at(), "expected either plan, x, y, width, height or latitude, longitude");
            return Optional.empty();
        }
        return Optional.of(box ? box(d) : geo(d));
    }

    private Placement box(Doc d) {
        String plan = d.text("plan", Text.NAME, "");
        if (Text.NAME.wrong(plan).isEmpty() && !scope.planNames().contains(plan)) {
            missing(d.at().key("plan"), plan, Near.hint(plan, scope.planNames()));
        }
        double far = PlanForm.FAR;
        return new Placement.Box(
                plan,
                d.number("x", -far, far),
                d.number("y", -far, far),
                d.number("width", SMALL, far),
                d.number("height", SMALL, far));
    }

    private static Placement geo(Doc d) {
        for (String key : List.of("x", "y", "width", "height")) {
            if (d.has(key)) {
                d.faults().add(d.at().key(key), "does not go with latitude and longitude");
            }
        }
        return new Placement.Geo(d.number("latitude", -90, 90), d.number("longitude", -180, 180));
    }

    private Optional<Maintenance> maintenance() {
        return doc.doc("maintenance", List.of("why", "until"))
                .map(d -> new Maintenance(d.text("why", Text.LINE, ""), until(d)));
    }

    /** Milliseconds since 1970, as the API writes times, or ISO 8601 with its zone, as people do in YAML. */
    private static Optional<Instant> until(Doc d) {
        if (!d.hasValue("until") || d.raw("until").filter(JsonNode::isNumber).isPresent()) {
            var millis = d.integer("until", 0, LAST.toEpochMilli());
            return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
        }
        String text = d.raw("until").filter(JsonNode::isString).map(JsonNode::stringValue).orElse("");
        try {
            Instant until = OffsetDateTime.parse(text).toInstant();
            if (!until.isBefore(Instant.EPOCH) && !until.isAfter(LAST)) {
                return Optional.of(Instant.ofEpochMilli(until.toEpochMilli()));
            }
        } catch (DateTimeException e) {
            // said below
        }
        d.faults().add(d.at().key("until"), "expected a time: milliseconds since 1970, or such as 2026-04-01T14:00:00Z");
        return Optional.empty();
    }
}
