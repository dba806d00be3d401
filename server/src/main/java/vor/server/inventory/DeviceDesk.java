package vor.server.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Placement;
import vor.model.Uplink;

/** Devices while an edit is made. */
final class DeviceDesk extends Desk<DeviceId, Device> {
    private final Map<String, DeviceId> byName = new HashMap<>();
    private final Documents documents;
    private final Set<DeviceId> documentChanged = new HashSet<>();
    private long nextId;

    DeviceDesk(Inventory inventory, long nextId, Scope scope, Faults faults) {
        super(Kind.DEVICE, scope, faults);
        this.nextId = nextId;
        inventory.devices().forEach(d -> {
            base.put(d.id(), d);
            byName.put(d.name(), d.id());
        });
        now.putAll(base);
        documents = new Documents(this::name);
    }

    String name(DeviceId id) {
        Device device = now.get(id);
        if (device == null) {
            device = base.get(id);
        }
        return device == null ? id.toString() : device.name();
    }

    @Override
    Optional<DeviceId> find(String key) {
        return Optional.ofNullable(byName.get(key));
    }

    /** The id that the next new one gets. */
    long nextId() {
        return nextId;
    }

    @Override
    Collection<String> keys() {
        return byName.keySet();
    }

    @Override
    DeviceId reserve(String key, Field at) {
        Names.check(key, at, faults);
        DeviceId id = new DeviceId(nextId++);
        byName.put(key, id);
        return id;
    }

    @Override
    List<String> fields() {
        return DeviceForm.FIELDS;
    }

    @Override
    ObjectNode document(Device record) {
        return documents.device(record);
    }

    @Override
    Optional<Device> bind(Doc doc, DeviceId key, String name) {
        return Optional.of(DeviceForm.bind(doc, scope, key, name));
    }

    @Override
    String etag(Device record) {
        return Etags.of(record);
    }

    @Override
    String checkedName(Doc doc, DeviceId key, String name, boolean rename) {
        Names.checkId(doc, key.value());
        String wanted = Names.inDocument(doc, name, rename);
        if (rename && !wanted.equals(name) && Text.NAME.wrong(wanted).isEmpty()) {
            rename(key, name, wanted);
        }
        return wanted;
    }

    /** From now on nobody bears this name. */
    void release(String name) {
        byName.remove(name);
    }

    /** From now on this one bears the name, be it another name or a device that comes back with its old id. */
    void claim(DeviceId key, String name) {
        byName.put(name, key);
    }

    private void rename(DeviceId key, String name, String wanted) {
        if (byName.containsKey(wanted)) {
            throw new InventoryException.Conflict("there is another device named " + Text.quoted(wanted));
        }
        byName.remove(name);
        byName.put(wanted, key);
    }

    @Override
    void remove(DeviceId key) {
        Device device = now.get(key);
        if (device != null) {
            byName.remove(device.name());
        }
        super.remove(key);
    }

    @Override
    List<String> referrers(DeviceId key) {
        List<String> referrers = new ArrayList<>();
        for (Device d : now.values()) {
            if (d.uplinks().stream().anyMatch(u -> u.above().equals(key))) {
                referrers.add("an uplink of device " + Text.quoted(d.name()));
            }
        }
        return referrers;
    }

    /** Devices whose document shows the name of one that was renamed have another document now. */
    Set<DeviceId> renamed() {
        Set<DeviceId> renamed = new HashSet<>();
        touched.keySet().forEach(id -> {
            Device before = base.get(id);
            Device after = now.get(id);
            if (before != null && after != null && !before.name().equals(after.name())) {
                renamed.add(id);
            }
        });
        for (Device d : renamed.isEmpty() ? List.<Device>of() : now.values()) {
            if (d.uplinks().stream().anyMatch(u -> renamed.contains(u.above()))) {
                documentChanged.add(d.id());
                touched.putIfAbsent(d.id(), Field.ROOT);
            }
        }
        return renamed;
    }

    @Override
    boolean same(DeviceId key, Device before, Device after) {
        return !documentChanged.contains(key) && super.same(key, before, after);
    }

    /** Takes away the uplinks to a device that goes. */
    void dropUplinks(DeviceId above) {
        each(d -> with(d, d.uplinks().stream().filter(u -> !u.above().equals(above)).toList(), d.networks(), d.placements()));
    }

    void dropNetwork(String network) {
        each(d -> with(d, d.uplinks(), without(d.networks(), network::equals), d.placements()));
    }

    void dropPlan(String plan) {
        each(d -> with(d, d.uplinks(), d.networks(), d.placements().stream()
                .filter(p -> !(p instanceof Placement.Box b && b.plan().equals(plan)))
                .toList()));
    }

    private void each(UnaryOperator<Device> change) {
        for (Device d : List.copyOf(now.values())) {
            Device after = change.apply(d);
            if (!after.equals(d)) {
                put(d.id(), after, touched.getOrDefault(d.id(), Field.ROOT));
            }
        }
    }

    private static Set<String> without(Set<String> words, Predicate<String> dropped) {
        Set<String> kept = new LinkedHashSet<>(words);
        kept.removeIf(dropped);
        return kept;
    }

    private static Device with(Device d, List<Uplink> uplinks, Set<String> networks, List<Placement> placements) {
        return new Device(d.id(), d.version(), d.name(), d.profile(), d.addresses(), uplinks, networks, d.tags(),
                placements, d.maintenance(), d.note());
    }

    @Override
    Device versioned(Device d, long version) {
        return new Device(d.id(), version, d.name(), d.profile(), d.addresses(), d.uplinks(), d.networks(), d.tags(),
                d.placements(), d.maintenance(), d.note());
    }

    @Override
    long version(Device record) {
        return record.version();
    }

    @Override
    long firstVersion(long revision) {
        return 1;
    }
}
