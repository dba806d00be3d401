package vor.server.inventory;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Network;

/** Networks while an edit is made. */
final class NetworkDesk extends Desk<String, Network> {
    private final DeviceDesk devices;
    private final Set<String> names;
    private final Set<String> documentChanged = new HashSet<>();

    NetworkDesk(Inventory inventory, DeviceDesk devices, Scope scope, Faults faults) {
        super(Kind.NETWORK, scope, faults);
        this.devices = devices;
        inventory.networks().forEach(n -> base.put(n.name(), n));
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
        return NetworkForm.FIELDS;
    }

    @Override
    ObjectNode document(Network record) {
        return new Documents(devices::name).network(record);
    }

    @Override
    Optional<Network> bind(Doc doc, String key, String name) {
        return Optional.of(NetworkForm.bind(doc, scope, key));
    }

    @Override
    String etag(Network record) {
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
        Stream<String> carriers = devices.now.values().stream()
                .filter(d -> d.networks().contains(key))
                .map(d -> "device " + Text.quoted(d.name()));
        return carriers.toList();
    }

    /** What names this device as its router, in words. */
    List<String> routedBy(DeviceId router) {
        return now.values().stream()
                .filter(n -> n.router().equals(Optional.of(router)))
                .map(n -> "the router of network " + Text.quoted(n.name()))
                .toList();
    }

    void dropRouter(DeviceId router) {
        for (Network n : List.copyOf(now.values())) {
            if (n.router().equals(Optional.of(router))) {
                put(n.name(), with(n, n.version(), Optional.empty()), touched.getOrDefault(n.name(), Field.ROOT));
            }
        }
    }

    void devicesRenamed(Set<DeviceId> renamed) {
        for (Network n : now.values()) {
            if (n.router().filter(renamed::contains).isPresent()) {
                documentChanged.add(n.name());
                touched.putIfAbsent(n.name(), Field.ROOT);
            }
        }
    }

    @Override
    boolean same(String key, Network before, Network after) {
        return !documentChanged.contains(key) && super.same(key, before, after);
    }

    private static Network with(Network n, long version, Optional<DeviceId> router) {
        return new Network(version, n.name(), n.vlan(), n.subnets(), n.gateways(), router, n.tags(), n.note());
    }

    @Override
    Network versioned(Network n, long version) {
        return with(n, version, n.router());
    }

    @Override
    long version(Network record) {
        return record.version();
    }

    @Override
    long firstVersion(long revision) {
        return revision;
    }
}
