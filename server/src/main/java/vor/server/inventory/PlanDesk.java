package vor.server.inventory;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;
import vor.model.FloorPlan;
import vor.model.Inventory;
import vor.model.Placement;

/** Floor plans while an edit is made. */
final class PlanDesk extends Desk<String, FloorPlan> {
    private final DeviceDesk devices;
    private final Set<String> names;

    PlanDesk(Inventory inventory, DeviceDesk devices, Scope scope, Faults faults) {
        super(Kind.PLAN, scope, faults);
        this.devices = devices;
        inventory.plans().forEach(p -> base.put(p.name(), p));
        now.putAll(base);
        names = new LinkedHashSet<>(base.keySet());
    }

    Set<String> names() {
        return names;
    }

    @Override
    Optional<String> find(String key) {
        return names.contains(key) ? Optional.of(key) : Optional.empty();
    }

    @Override
    Collection<String> keys() {
        return names;
    }

    @Override
    String reserve(String key, Field at) {
        Names.check(key, at, faults);
        names.add(key);
        return key;
    }

    @Override
    List<String> fields() {
        return PlanForm.FIELDS;
    }

    @Override
    ObjectNode document(FloorPlan record) {
        return new Documents(devices::name).plan(record);
    }

    @Override
    Optional<FloorPlan> bind(Doc doc, String key, String name) {
        return Optional.of(PlanForm.bind(doc, key, scope.images()));
    }

    @Override
    String etag(FloorPlan record) {
        return Etags.of(record);
    }

    @Override
    String checkedName(Doc doc, String key, String name, boolean rename) {
        return Names.inDocument(doc, name, false);
    }

    @Override
    void remove(String key) {
        names.remove(key);
        super.remove(key);
    }

    @Override
    List<String> referrers(String key) {
        return devices.now.values().stream()
                .filter(d -> d.placements().stream().anyMatch(p -> p instanceof Placement.Box b && b.plan().equals(key)))
                .map(d -> "the placement of device " + Text.quoted(d.name()))
                .toList();
    }

    @Override
    FloorPlan versioned(FloorPlan p, long version) {
        return new FloorPlan(version, p.name(), p.title(), p.order(), p.width(), p.height(), p.image(), p.shapes());
    }

    @Override
    long version(FloorPlan record) {
        return record.version();
    }

    @Override
    long firstVersion(long revision) {
        return revision;
    }
}
