package vor.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that people have told us about the network, at one revision: immutable, with the indexes that readers need. */
public final class Inventory {
    /** Nothing yet. */
    public static final Inventory EMPTY = new Inventory(0, List.of(), List.of(), List.of(), List.of());

    private final long revision;
    private final Map<DeviceId, Device> devices;
    private final Map<String, DeviceId> byName;
    private final Map<DeviceId, List<DeviceId>> below;
    private final Map<String, List<DeviceId>> tagged;
    private final Map<Long, Link> links;
    private final Map<String, Network> networks;
    private final Map<String, FloorPlan> plans;

    /** @param revision grows with every change of anything in it */
    public Inventory(
            long revision,
            Collection<Device> devices,
            Collection<Link> links,
            Collection<Network> networks,
            Collection<FloorPlan> plans) {
        this.revision = revision;
        this.devices = new LinkedHashMap<>();
        this.byName = new HashMap<>();
        this.links = new LinkedHashMap<>();
        this.networks = new LinkedHashMap<>();
        this.plans = new LinkedHashMap<>();
        devices.forEach(d -> {
            this.devices.put(d.id(), d);
            byName.put(d.name(), d.id());
        });
        links.forEach(l -> this.links.put(l.id(), l));
        networks.forEach(n -> this.networks.put(n.name(), n));
        plans.forEach(p -> this.plans.put(p.name(), p));
        this.below = childrenOf(devices);
        this.tagged = byTag(devices);
    }

    private static Map<String, List<DeviceId>> byTag(Collection<Device> devices) {
        Map<String, List<DeviceId>> tagged = new HashMap<>();
        for (Device d : devices) {
            d.tags().forEach(t -> tagged.computeIfAbsent(t, k -> new ArrayList<>()).add(d.id()));
        }
        tagged.replaceAll((tag, ids) -> List.copyOf(ids));
        return tagged;
    }

    private static Map<DeviceId, List<DeviceId>> childrenOf(Collection<Device> devices) {
        Map<DeviceId, Set<DeviceId>> sets = new HashMap<>();
        for (Device d : devices) {
            for (Uplink u : d.uplinks()) {
                sets.computeIfAbsent(u.above(), k -> new LinkedHashSet<>()).add(d.id());
            }
        }
        Map<DeviceId, List<DeviceId>> lists = new HashMap<>();
        sets.forEach((id, set) -> lists.put(id, List.copyOf(set)));
        return lists;
    }

    public long revision() {
        return revision;
    }

    /** In the order of creation. */
    public Collection<Device> devices() {
        return Collections.unmodifiableCollection(devices.values());
    }

    public Optional<Device> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    public Optional<Device> device(String name) {
        return Optional.ofNullable(byName.get(name)).map(devices::get);
    }

    /** The devices directly above: each once, in the order of the uplinks; uplinks to a device that is gone are left out. */
    public List<DeviceId> above(DeviceId id) {
        Device device = devices.get(id);
        if (device == null) {
            return List.of();
        }
        List<DeviceId> parents = new ArrayList<>();
        for (Uplink u : device.uplinks()) {
            if (!parents.contains(u.above()) && devices.containsKey(u.above())) {
                parents.add(u.above());
            }
        }
        return parents;
    }

    /** The devices that name this one in an uplink. */
    public List<DeviceId> below(DeviceId id) {
        return below.getOrDefault(id, List.of());
    }

    /** The devices that have this tag, in the order of creation. */
    public List<DeviceId> tagged(String tag) {
        return tagged.getOrDefault(tag, List.of());
    }

    public Collection<Link> links() {
        return Collections.unmodifiableCollection(links.values());
    }

    public Optional<Link> link(long id) {
        return Optional.ofNullable(links.get(id));
    }

    public Collection<Network> networks() {
        return Collections.unmodifiableCollection(networks.values());
    }

    public Optional<Network> network(String name) {
        return Optional.ofNullable(networks.get(name));
    }

    /** In the order of the floor tabs. */
    public Collection<FloorPlan> plans() {
        return Collections.unmodifiableCollection(plans.values());
    }

    public Optional<FloorPlan> plan(String name) {
        return Optional.ofNullable(plans.get(name));
    }
}
