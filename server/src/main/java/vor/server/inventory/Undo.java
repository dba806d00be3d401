package vor.server.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Link;
import vor.server.inventory.History.Step;

/**
 * Takes a past edit back: each field that it changed becomes what it was, what it made goes, what it removed comes back with
 * its old id. Whatever was done later to the same fields, or depends on what would go, is an obstacle; then nothing is done.
 * An instance serves one call, on the database's thread.
 */
final class Undo {
    private static final Set<String> OURS = Set.of("id", "version");

    private final History history;
    private final PastEdit past;
    private final Obstacles obstacles;
    private final List<Step> removals = new ArrayList<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private final Map<DeviceId, String> claimed = new LinkedHashMap<>();
    private final Set<Subject> goes = new HashSet<>();
    private final Set<DeviceId> written = new LinkedHashSet<>();
    private List<Subject> above = List.of();

    /** A record as it is to be, with marks. */
    private record Wanted(Step step, ObjectNode document) {
        Subject subject() {
            return step.subject();
        }

        String name() {
            return nameOf(step, document);
        }
    }

    Undo(History history, long edit) {
        this.history = history;
        past = history.edit(edit).orElseThrow(() -> new InventoryException.NotFound("there is no edit " + edit));
        obstacles = new Obstacles(history, past);
    }

    /** @return the edit that is taken back */
    PastEdit apply(Edit edit) {
        past.undoneBy().ifPresent(this::refuseTwice);
        edit.undoes(past.id());
        List<Step> steps = history.steps(past.id());
        steps.forEach(step -> plan(edit, step));
        obstacles.throwIfAny();
        if (removals.isEmpty() && wanted.isEmpty()) {
            obstacles.nothingLeft(steps);
        }
        remove(edit);
        claimNames(edit);
        wanted.forEach(w -> write(edit, w));
        above = above(edit);
        leftovers(edit);
        addresses(edit);
        joints(edit);
        obstacles.throwIfAny();
        return past;
    }

    private void refuseTwice(long by) {
        PastEdit undo = history.edit(by).orElseThrow();
        Later later = history.steps(by).stream()
                .findFirst()
                .map(s -> new Later(undo, s.subject().kind(), s.name(), "undid edit " + past.id()))
                .orElseThrow();
        throw new InventoryException.Conflict(
                "edit " + past.id() + " is undone already, by edit " + by + " of " + undo.who() + "; to have it again, undo that one",
                List.of(),
                List.of(later));
    }

    /** What the checks of the whole found wrong with the result. */
    InventoryException refused(InventoryException.Invalid e) {
        obstacles.found(e.faults());
        if (e.faults().stream().anyMatch(f -> f.message().startsWith(Checks.CIRCLE))) {
            obstacles.circle(above);
        }
        obstacles.throwIfAny();
        return e;
    }

    /** The devices written here and all above them. */
    private List<Subject> above(Edit edit) {
        List<DeviceId> found = new ArrayList<>(written);
        Set<DeviceId> seen = new HashSet<>(written);
        for (int i = 0; i < found.size(); i++) {
            Device device = edit.devices.now.get(found.get(i));
            if (device != null) {
                device.uplinks().stream().map(u -> u.above()).filter(seen::add).forEach(found::add);
            }
        }
        return found.stream().map(id -> Subject.device(id.value())).toList();
    }

    private void plan(Edit edit, Step step) {
        Optional<ObjectNode> now = now(edit, step.subject());
        if (step.made()) {
            now.ifPresent(doc -> planRemoval(step, doc));
        } else if (step.removed()) {
            planReturn(step, now);
        } else if (!step.fields().isEmpty()) {
            now.ifPresentOrElse(doc -> planFields(step, doc), () -> obstacles.gone(step));
        }
    }

    private void planRemoval(Step step, ObjectNode now) {
        List<String> changed = References.differences(step.after().orElseThrow(), now);
        if (changed.isEmpty()) {
            removals.add(step);
            goes.add(step.subject());
        } else {
            obstacles.lost(step, nameOf(step, now), changed);
        }
    }

    private void planReturn(Step step, Optional<ObjectNode> now) {
        ObjectNode before = step.before().orElseThrow();
        if (now.isEmpty()) {
            wanted.add(new Wanted(step, before));
        } else if (!References.differences(before, now.get()).isEmpty()) {
            obstacles.there(step, nameOf(step, now.get()));
        }
    }

    private void planFields(Step step, ObjectNode now) {
        ObjectNode before = step.before().orElseThrow();
        ObjectNode after = step.after().orElseThrow();
        ObjectNode document = now.deepCopy();
        List<String> changed = new ArrayList<>();
        for (String field : step.fields()) {
            JsonNode is = now.path(field);
            if (is.equals(after.path(field))) {
                put(document, field, before.path(field));
            } else if (!is.equals(before.path(field))) {
                changed.add(field);
            }
        }
        if (!changed.isEmpty()) {
            obstacles.changed(step, nameOf(step, now), changed);
        } else if (!References.differences(document, now).isEmpty()) {
            wanted.add(new Wanted(step, document));
        }
    }

    /** A field that an older Vor did not write is left to its default. */
    private static void put(ObjectNode document, String field, JsonNode value) {
        if (value.isMissingNode()) {
            document.remove(field);
        } else {
            document.set(field, value);
        }
    }

    /** Links have no name of their own in their documents. */
    private static String nameOf(Step step, ObjectNode document) {
        return document.path("name").asString(step.name());
    }

    /** The record as it is, with marks; read back as the log's documents are, so that numbers compare. */
    private static Optional<ObjectNode> now(Edit edit, Subject subject) {
        Documents marked = new Documents(DeviceId::toString);
        Optional<ObjectNode> document = switch (subject.kind()) {
            case DEVICE -> Optional.ofNullable(edit.devices.now.get(new DeviceId(subject.object()))).map(marked::device);
            case NETWORK -> Optional.ofNullable(edit.networks.now.get(subject.name())).map(marked::network);
            case LINK -> Optional.ofNullable(edit.links.now.get(subject.object())).map(marked::link);
            case PLAN -> Optional.ofNullable(edit.plans.now.get(subject.name())).map(marked::plan);
        };
        return document.map(d -> (ObjectNode) Json.read(d.toString()));
    }

    private void remove(Edit edit) {
        for (Step step : removals) {
            Subject subject = step.subject();
            switch (subject.kind()) {
                case DEVICE -> edit.devices.remove(new DeviceId(subject.object()));
                case NETWORK -> edit.networks.remove(subject.name());
                case LINK -> edit.links.remove(subject.object());
                case PLAN -> edit.plans.remove(subject.name());
            }
        }
    }

    /** First all names that are given up, then those that are taken. */
    private void claimNames(Edit edit) {
        wanted.stream().filter(w -> w.subject().kind() == Kind.DEVICE).forEach(w -> {
            DeviceId id = new DeviceId(w.subject().object());
            claimed.put(id, w.name());
            Optional.ofNullable(edit.devices.now.get(id)).ifPresent(d -> edit.devices.release(d.name()));
        });
        claimed.forEach((id, name) -> edit.devices.find(name).ifPresentOrElse(
                holder -> obstacles.taken(name, Subject.device(holder.value())), () -> edit.devices.claim(id, name)));
        wanted.forEach(w -> comesBack(edit, w.subject()));
    }

    private void comesBack(Edit edit, Subject subject) {
        switch (subject.kind()) {
            case DEVICE -> lastVersion(edit.devices, new DeviceId(subject.object()), subject);
            case LINK -> lastVersion(edit.links, subject.object(), subject);
            case NETWORK -> edit.networks.reserve(subject.name(), Field.ROOT);
            case PLAN -> edit.plans.reserve(subject.name(), Field.ROOT);
        }
    }

    private <K, R> void lastVersion(Desk<K, R> desk, K key, Subject subject) {
        if (!desk.now.containsKey(key)) {
            desk.lastVersions.put(key, history.lastVersion(subject));
        }
    }

    private void write(Edit edit, Wanted w) {
        List<Subject> missing = missing(edit, w.subject().kind(), w.document());
        if (missing.isEmpty()) {
            write(edit, w.subject(), w.name(), w.document());
        }
        missing.forEach(target -> hindered(w, target));
    }

    private void hindered(Wanted w, Subject target) {
        if (goes.contains(target)) {
            obstacles.refers(w.subject(), target);
        } else {
            obstacles.missing(w.subject().kind(), w.name(), target);
        }
    }

    private List<Subject> missing(Edit edit, Kind kind, ObjectNode document) {
        return References.of(kind, document).stream().filter(s -> !there(edit, s)).distinct().toList();
    }

    private boolean there(Edit edit, Subject subject) {
        return switch (subject.kind()) {
            case DEVICE -> {
                DeviceId id = new DeviceId(subject.object());
                yield claimed.containsKey(id) || edit.devices.now.containsKey(id);
            }
            case NETWORK -> edit.networkNames().contains(subject.name());
            case LINK -> edit.links.now.containsKey(subject.object());
            case PLAN -> edit.planNames().contains(subject.name());
        };
    }

    private void write(Edit edit, Subject subject, String name, ObjectNode marked) {
        ObjectNode document = References.mapped(subject.kind(), marked, mark -> nameBehind(edit, mark));
        OURS.forEach(document::remove);
        Field at = Obstacles.at(subject.kind(), name);
        switch (subject.kind()) {
            case DEVICE -> {
                DeviceId id = new DeviceId(subject.object());
                edit.devices.write(id, name, document, at, false);
                written.add(id);
            }
            case NETWORK -> edit.networks.write(name, name, document, at, false);
            case LINK -> edit.links.write(subject.object(), "", document, at, false);
            case PLAN -> edit.plans.write(name, name, document, at, false);
        }
    }

    private String nameBehind(Edit edit, String mark) {
        Optional<DeviceId> id = References.device(mark).map(DeviceId::new);
        return id.map(known -> Optional.ofNullable(claimed.get(known)).orElseGet(() -> edit.devices.name(known)))
                .orElseGet(() -> References.name(mark));
    }

    /** Records that this undo does not write, and that refer to what goes. */
    private void leftovers(Edit edit) {
        if (goes.isEmpty()) {
            return;
        }
        Documents marked = new Documents(DeviceId::toString);
        edit.devices.now.values().forEach(d -> leftover(Subject.device(d.id().value()), marked.device(d)));
        edit.networks.now.values().forEach(n -> leftover(Subject.named(Kind.NETWORK, n.name()), marked.network(n)));
        edit.links.now.values().forEach(l -> leftover(new Subject(Kind.LINK, l.id(), ""), marked.link(l)));
    }

    private void leftover(Subject from, ObjectNode document) {
        References.of(from.kind(), document).stream()
                .filter(goes::contains)
                .forEach(target -> obstacles.refers(from, target));
    }

    private void addresses(Edit edit) {
        Map<String, Device> owners = new HashMap<>();
        if (!written.isEmpty()) {
            edit.devices.now.values().stream()
                    .filter(d -> !written.contains(d.id()))
                    .forEach(d -> d.addresses().forEach(a -> owners.put(Addresses.key(a), d)));
        }
        written.forEach(id -> Optional.ofNullable(edit.devices.now.get(id)).ifPresent(d -> addresses(d, owners)));
    }

    private void addresses(Device d, Map<String, Device> owners) {
        d.addresses().forEach(address -> Optional.ofNullable(owners.get(Addresses.key(address)))
                .ifPresent(o -> obstacles.addressTaken(d.name(), address, o)));
    }

    private void joints(Edit edit) {
        Map<Long, Wanted> back = new LinkedHashMap<>();
        wanted.stream().filter(w -> w.subject().kind() == Kind.LINK).forEach(w -> back.put(w.subject().object(), w));
        Map<LinkForm.Ends, Link> others = new HashMap<>();
        edit.links.now.values().stream()
                .filter(l -> !back.containsKey(l.id()))
                .forEach(l -> others.put(LinkForm.Ends.of(l), l));
        back.forEach((id, w) -> Optional.ofNullable(edit.links.now.get(id))
                .flatMap(l -> Optional.ofNullable(others.get(LinkForm.Ends.of(l))))
                .ifPresent(other -> obstacles.joined(w.name(), new Subject(Kind.LINK, other.id(), ""))));
    }
}
