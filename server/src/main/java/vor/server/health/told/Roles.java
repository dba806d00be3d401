package vor.server.health.told;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Neighbours;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Uplink;

/** What a device's ports are for: towards the core, towards devices below, or for clients. */
public final class Roles {
    private Roles() {}

    /**
     * The names of the device's own ports towards the core, as the inventory has them; where it has none, as LLDP and CDP
     * heard the devices above. A name may be that of a bundle.
     */
    public static Set<String> uplinks(Device device, Picture picture) {
        Set<String> names = new LinkedHashSet<>();
        for (Uplink uplink : device.uplinks()) {
            if (!uplink.port().isBlank()) {
                names.add(uplink.port());
            } else {
                names.addAll(heard(device.id(), uplink.above(), picture));
            }
        }
        return names;
    }

    /** The names of the port of {@code above} through which {@code uplink} goes; a name may be that of a bundle. */
    public static Set<String> portsAbove(Device device, Uplink uplink, Picture picture) {
        return uplink.abovePort().isBlank()
                ? heard(uplink.above(), device.id(), picture)
                : Set.of(uplink.abovePort());
    }

    /** The ports on which {@code listener} hears {@code other} by its name in the inventory. */
    private static Set<String> heard(DeviceId listener, DeviceId other, Picture picture) {
        Set<String> ports = new LinkedHashSet<>();
        Optional<String> name = picture.inventory().device(other).map(Device::name);
        if (name.isPresent()) {
            picture.neighbours(listener).map(Neighbours::neighbours).orElse(List.of()).stream()
                    .filter(n -> !n.port().isEmpty() && sameHost(n.name(), name.get()))
                    .forEach(n -> ports.add(n.port()));
        }
        return ports;
    }

    /** Whether two names mean the same host: case and domain do not count, an address is taken whole. */
    public static boolean sameHost(String a, String b) {
        return !a.isBlank() && (a.equalsIgnoreCase(b) || host(a).equalsIgnoreCase(host(b)));
    }

    private static String host(String name) {
        int dot = name.indexOf('.');
        return dot <= 0 || name.matches("[0-9.]+") ? name : name.substring(0, dot);
    }

    /**
     * The ports that a cable goes into and that {@code name} stands for: the members of the bundle that it is or belongs
     * to, else the port itself, also where the name is that of a unit ({@code ge-0/0/1.0}). Empty when the agent has none
     * of that name.
     */
    public static List<Port> cables(Ports ports, String name) {
        List<Port> exact = exactly(ports, name);
        int unit = name.lastIndexOf('.');
        if (unit <= 0) {
            return exact;
        }
        List<Port> below = exactly(ports, name.substring(0, unit));
        return below.isEmpty() ? exact : below;
    }

    private static List<Port> exactly(Ports ports, String name) {
        List<Port> members = ports.bundle(name).or(() -> ports.bundleOf(name)).stream()
                .flatMap(b -> b.members().stream())
                .flatMap(m -> ports.port(m.port()).stream())
                .toList();
        return members.isEmpty() ? ports.port(name).stream().toList() : members;
    }

    /** The ports for clients: a cable goes into them, they are not switched off, and they lead to no device that we know. */
    public static List<Port> clients(Device device, Picture picture, Ports ports) {
        Set<String> taken = new LinkedHashSet<>();
        uplinks(device, picture).forEach(n -> take(taken, ports, n));
        for (DeviceId child : picture.inventory().below(device.id())) {
            picture.inventory().device(child).ifPresent(c -> takeDown(taken, device, c, ports, picture));
        }
        List<Port> clients = new ArrayList<>();
        for (Port port : ports.ports().values()) {
            if (port.physical() && port.enabled() && !taken.contains(port.name()) && !unit(ports, port.name())) {
                clients.add(port);
            }
        }
        return clients;
    }

    private static void takeDown(Set<String> taken, Device device, Device child, Ports ports, Picture picture) {
        child.uplinks().stream()
                .filter(u -> u.above().equals(device.id()))
                .flatMap(u -> portsAbove(child, u, picture).stream())
                .forEach(n -> take(taken, ports, n));
    }

    private static void take(Set<String> taken, Ports ports, String name) {
        taken.add(name);
        cables(ports, name).forEach(p -> taken.add(p.name()));
    }

    /** Some agents call a logical unit Ethernet as well. */
    private static boolean unit(Ports ports, String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && ports.port(name.substring(0, dot)).isPresent();
    }

    /** The name of a device for a sentence. */
    public static String name(Picture picture, DeviceId id) {
        return picture.inventory().device(id).map(Device::name).orElse(id.toString());
    }
}
