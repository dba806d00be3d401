package vor.server.discover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vor.model.DeviceId;
import vor.model.Neighbours.Neighbour;
import vor.model.Neighbours.Protocol;
import vor.model.Port;
import vor.model.Ports;

/** One box of a test: its ports, and whom it hears. */
final class Rack {
    private final String address;
    private final String name;
    private final String chassis;
    private final Map<String, Port> ports = new LinkedHashMap<>();
    private final List<Ports.Bundle> bundles = new ArrayList<>();
    private final List<Neighbour> neighbours = new ArrayList<>();

    Rack(String address, String name, String chassis) {
        this.address = address;
        this.name = name;
        this.chassis = chassis;
    }

    Rack port(String port, int index, String mac, String description, long megabits) {
        ports.put(port, new Port(
                port, index, description, "", 6, true, Port.Status.UP, megabits, mac, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH));
        return this;
    }

    Rack port(String port, int index) {
        return port(port, index, "", "", 1000);
    }

    Rack bundle(String bundle, String... members) {
        bundles.add(new Ports.Bundle(
                bundle, List.of(members).stream().map(m -> new Ports.Member(m, true, Optional.empty())).toList(), members.length));
        return this;
    }

    Rack hears(String port, String otherName, String otherChassis, String otherPort, String description, String... addresses) {
        neighbours.add(new Neighbour(
                Protocol.LLDP, port, otherName, otherChassis, otherPort, description, "box", List.of(addresses), Set.of("bridge")));
        return this;
    }

    Interview told() {
        return new Interview(address, name, chassis, new Ports(new DeviceId(1), Instant.EPOCH, ports, bundles), neighbours);
    }
}
