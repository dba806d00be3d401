package vor.server.health.cause;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Inventory;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Stations;
import vor.server.health.told.Roles;

/** Whether a router still has a silent host in its ARP or ND table. Such entries outlive their hosts: never certain. */
final class Hosts {
    private Hosts() {}

    /** The newest such entry that was told after the silence began, beyond what a cache explains. */
    static Optional<Fact> bound(Device device, Picture picture, Quiet quiet) {
        Set<String> addresses = new LinkedHashSet<>(device.addresses());
        picture.pings(device.id()).stream().map(Ping::resolved).forEach(addresses::add);
        return routers(device, picture.inventory()).stream()
                .flatMap(r -> picture.stations(r).stream())
                .filter(s -> quiet.after(s.at()).compareTo(Sighting.CACHE) >= 0)
                .flatMap(s -> entry(s, addresses, picture).stream())
                .findFirst();
    }

    private static Optional<Fact> entry(Stations stations, Set<String> addresses, Picture picture) {
        return stations.bindings().stream()
                .filter(b -> addresses.contains(b.address()))
                .findFirst()
                .map(b -> Fact.seen(
                        Roles.name(picture, stations.device()) + " knows", b.address() + " at " + b.mac(), "", stations.at()));
    }

    private static List<DeviceId> routers(Device device, Inventory inventory) {
        Set<DeviceId> routers = new LinkedHashSet<>();
        device.networks().forEach(n -> inventory.network(n).flatMap(w -> w.router()).ifPresent(routers::add));
        routers.addAll(inventory.above(device.id()));
        routers.remove(device.id());
        return List.copyOf(routers);
    }
}
