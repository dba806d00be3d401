package vor.server.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Facts;
import vor.model.Frame;
import vor.model.Health;
import vor.model.HealthFrame;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Neighbours;
import vor.model.Network;
import vor.model.Ping;
import vor.model.Ports;
import vor.model.Report;
import vor.server.inventory.Documents;

/**
 * One delta of {@code /live}. Everything in it stands under a name; so when a device was renamed, what refers to it is
 * sent again too, and readers need no rule for renaming.
 */
final class FrameJson {
    private final Frame frame;
    private final HealthFrame health;
    private final Inventory now;
    private final Inventory before;
    private final Documents documents;
    private final Set<DeviceId> renamed;
    private final JsonGenerator out;

    private FrameJson(JsonGenerator out, Frame frame, HealthFrame health) {
        this.out = out;
        this.frame = frame;
        this.health = health;
        this.now = frame.picture().inventory();
        this.before = frame.before().inventory();
        this.documents = new Documents(now);
        this.renamed = frame.inventoryChanged() ? renamed() : Set.of();
    }

    /** @param millis the time that the delta carries */
    static void write(JsonGenerator out, Frame frame, HealthFrame health, long millis) {
        out.writeStartObject();
        out.writeNumberProperty("now", millis);
        new FrameJson(out, frame, health).body();
        out.writeEndObject();
    }

    private void body() {
        if (frame.sightChanged()) {
            out.writeName("sight");
            PictureJson.sight(out, frame.picture().sight());
        }
        if (frame.inventoryChanged()) {
            inventory();
        }
        pings();
        reports("agents", Agent.class, ReportJson::agent);
        reports("ports", Ports.class, this::ports);
        reports("chassis", Chassis.class, ReportJson::chassis);
        reports("neighbours", Neighbours.class, ReportJson::neighbours);
        facts();
        health();
    }

    private Set<DeviceId> renamed() {
        Set<DeviceId> ids = new HashSet<>();
        for (Device d : now.devices()) {
            before.device(d.id()).filter(old -> !old.name().equals(d.name())).ifPresent(old -> ids.add(d.id()));
        }
        return ids;
    }

    private void inventory() {
        changes("devices", devices());
        changes("networks", networks());
        changes("links", links());
        changes(
                "plans",
                difference(before.plans(), now.plans(), p -> p.name(), (a, b) -> !a.equals(b), documents::plan));
    }

    private Map<String, @Nullable ObjectNode> devices() {
        return difference(
                before.devices(),
                now.devices(),
                Device::name,
                (a, b) -> !a.equals(b) || b.uplinks().stream().anyMatch(u -> renamed.contains(u.above())),
                documents::device);
    }

    private Map<String, @Nullable ObjectNode> networks() {
        return difference(
                before.networks(),
                now.networks(),
                Network::name,
                (a, b) -> !a.equals(b) || b.router().filter(renamed::contains).isPresent(),
                documents::network);
    }

    private Map<String, @Nullable ObjectNode> links() {
        return difference(
                before.links(),
                now.links(),
                l -> Long.toString(l.id()),
                (a, b) -> !a.equals(b) || ends(b).stream().anyMatch(renamed::contains),
                documents::link);
    }

    private static List<DeviceId> ends(Link link) {
        return List.of(link.a().device(), link.b().device());
    }

    /** Null for a key that is gone, the new value for one that is new or differs. */
    private static <T> Map<String, @Nullable ObjectNode> difference(
            Collection<T> before,
            Collection<T> now,
            Function<T, String> key,
            Differs<T> differs,
            Function<T, ObjectNode> json) {
        Map<String, T> old = new HashMap<>();
        before.forEach(t -> old.put(key.apply(t), t));
        Map<String, @Nullable ObjectNode> changes = new LinkedHashMap<>();
        Map<String, ObjectNode> added = new LinkedHashMap<>();
        for (T t : now) {
            T then = old.remove(key.apply(t));
            if (then == null || differs.test(then, t)) {
                added.put(key.apply(t), json.apply(t));
            }
        }
        old.keySet().forEach(gone -> changes.put(gone, null));
        changes.putAll(added);
        return changes;
    }

    private interface Differs<T> {
        boolean test(T before, T now);
    }

    private void changes(String name, Map<String, @Nullable ObjectNode> changes) {
        if (changes.isEmpty()) {
            return;
        }
        out.writeObjectPropertyStart(name);
        changes.forEach((key, value) -> out.writeName(key).writeRawValue(String.valueOf(value)));
        out.writeEndObject();
    }

    private void pings() {
        Map<DeviceId, List<Ping>> changed = new LinkedHashMap<>();
        for (Ping p : frame.pings()) {
            changed.computeIfAbsent(p.device(), k -> new ArrayList<>(2)).add(p);
        }
        renamed.forEach(id -> changed.put(id, frame.picture().pings(id)));
        named("pings", changed, PictureJson::pings);
    }

    private <R extends Report> void reports(String name, Class<R> kind, Writer<R> writer) {
        Map<DeviceId, R> changed = new LinkedHashMap<>();
        for (Report r : frame.reports()) {
            if (kind.isInstance(r)) {
                changed.put(r.device(), kind.cast(r));
            }
        }
        renamed.forEach(id -> frame.picture().report(id, kind).ifPresent(r -> changed.put(id, r)));
        named(name, changed, writer);
    }

    private void ports(JsonGenerator to, Ports ports) {
        Optional<Ports> held = renamed.contains(ports.device()) ? Optional.empty() : frame.before().ports(ports.device());
        held.ifPresentOrElse(h -> ReportJson.portsChanged(to, ports, h), () -> ReportJson.ports(to, ports));
    }

    private void facts() {
        Map<DeviceId, Collection<Facts>> changed = new LinkedHashMap<>();
        for (Facts f : frame.facts()) {
            changed.computeIfAbsent(f.device(), k -> new ArrayList<>(2)).add(f);
        }
        renamed.forEach(id -> changed.put(id, frame.picture().facts(id)));
        named("facts", changed, PictureJson::sources);
    }

    private <T> void named(String name, Map<DeviceId, T> changed, Writer<T> writer) {
        boolean open = false;
        for (Map.Entry<DeviceId, T> e : changed.entrySet()) {
            String device = now.device(e.getKey()).map(Device::name).orElse(null);
            if (device == null) {
                continue;
            }
            if (!open) {
                out.writeObjectPropertyStart(name);
                open = true;
            }
            out.writeName(device);
            writer.write(out, e.getValue());
        }
        if (open) {
            out.writeEndObject();
        }
    }

    private interface Writer<T> {
        void write(JsonGenerator out, T value);
    }

    private void health() {
        Map<String, @Nullable Health> changed = new LinkedHashMap<>();
        removedNames().forEach(name -> changed.put(name, null));
        for (Health h : judged()) {
            now.device(h.device()).ifPresent(d -> changed.put(d.name(), h));
        }
        if (changed.isEmpty()) {
            return;
        }
        out.writeObjectPropertyStart("health");
        changed.forEach(this::health);
        out.writeEndObject();
    }

    private void health(String device, @Nullable Health value) {
        out.writeName(device);
        if (value == null) {
            out.writeNull();
        } else {
            PictureJson.health(out, value, now);
        }
    }

    private List<String> removedNames() {
        List<String> names = new ArrayList<>();
        health.removed().forEach(id -> before.device(id).ifPresent(d -> names.add(d.name())));
        renamed.forEach(id -> before.device(id).ifPresent(d -> names.add(d.name())));
        return names;
    }

    private Collection<Health> judged() {
        if (renamed.isEmpty()) {
            return health.changed();
        }
        Map<DeviceId, Health> judged = new LinkedHashMap<>();
        health.all().values().stream().filter(this::namesRenamed).forEach(h -> judged.put(h.device(), h));
        health.changed().forEach(h -> judged.put(h.device(), h));
        return judged.values();
    }

    private boolean namesRenamed(Health h) {
        return renamed.contains(h.device())
                || h.verdicts().values().stream()
                        .map(v -> v.cause().orElse(null))
                        .filter(Objects::nonNull)
                        .anyMatch(renamed::contains);
    }
}
