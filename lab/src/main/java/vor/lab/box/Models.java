package vor.lab.box;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import vor.lab.agent.Shape;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Network;

/** Layouts and hardware, each made once and shared by all boxes that have the same. */
final class Models {
    /** The columns of every kind of box: what one does not have, has no rows. */
    static final Shape<Box> SHAPE = Shape.of(
            SystemTables.columns(), PortTables.columns(), LldpTables.columns(), LagTables.columns(), BridgeTables.columns(),
            EntityTables.columns(), JuniperTables.columns());

    private static final int STACK_LEGS = 6;

    private final Inventory inventory;
    private final Map<List<Object>, Layout> layouts = new HashMap<>();
    private final Map<List<Object>, Hardware> hardware = new HashMap<>();
    private final Map<List<Object>, Stacking> stackings = new HashMap<>();
    private final Map<DeviceId, List<Link>> links = new HashMap<>();
    private final Map<DeviceId, List<Network>> routed = new HashMap<>();
    private final int cards;

    Models(Inventory inventory) {
        this.inventory = inventory;
        inventory.links().forEach(l -> {
            put(links, l.a().device(), l);
            put(links, l.b().device(), l);
        });
        inventory.networks().forEach(n -> n.router().ifPresent(r -> put(routed, r, n)));
        cards = inventory.links().stream().mapToInt(Models::card).max().orElse(0) + 1;
    }

    private static <T> void put(Map<DeviceId, List<T>> map, DeviceId id, T value) {
        map.computeIfAbsent(id, i -> new ArrayList<>()).add(value);
    }

    /** The line card of the router that a link ends in. */
    private static int card(Link link) {
        String port = link.a().port();
        return port.startsWith("xe-") && port.contains("/2/") ? Integer.parseInt(port.substring(3, port.indexOf('/'))) : 0;
    }

    Box.Kind kind(Device device) {
        if (device.tags().contains("access")) {
            return Box.Kind.ACCESS;
        }
        return device.tags().contains("distro") ? Box.Kind.STACK : Box.Kind.ROUTER;
    }

    Layout layout(Device device) {
        Box.Kind kind = kind(device);
        List<String> bundles = bundles(device);
        return layouts.computeIfAbsent(List.of(kind, bundles), k -> switch (kind) {
            case ACCESS -> Layout.access();
            case STACK -> Layout.stack(bundles, STACK_LEGS);
            case ROUTER -> Layout.router(cards, bundles);
        });
    }

    Hardware hardware(Device device) {
        Box.Kind kind = kind(device);
        return hardware.computeIfAbsent(List.of(kind), k -> switch (kind) {
            case ACCESS -> Hardware.access();
            case STACK -> Hardware.stack();
            case ROUTER -> Hardware.router(cards);
        });
    }

    Stacking stacking(Box box) {
        List<List<Integer>> members = box.bundles().values().stream()
                .map(b -> b.jacks.stream().map(j -> j.place).toList())
                .toList();
        return stackings.computeIfAbsent(
                List.of(System.identityHashCode(box.layout()), members), k -> Stacking.of(box.layout(), box.bundles().values()));
    }

    /** Towards what is above it is ae0; each bundle of links below has the name that the plan gives it. */
    private List<String> bundles(Device device) {
        TreeSet<String> names = new TreeSet<>((a, b) -> a.length() != b.length() ? a.length() - b.length() : a.compareTo(b));
        links.getOrDefault(device.id(), List.of()).stream()
                .map(l -> bundle(l, l.a().device().equals(device.id())))
                .filter(n -> !n.isEmpty())
                .forEach(names::add);
        return List.copyOf(names);
    }

    /** As its upper or its lower end calls it; empty where the link stands alone. */
    static String bundle(Link link, boolean upper) {
        return upper || link.bundle().isEmpty() ? link.bundle() : "ae0";
    }

    /** The device's networks: its own first, then those that it routes, in the order of the plan. */
    List<Leg> legs(Device device, Layout layout) {
        List<Leg> legs = new ArrayList<>();
        String own = device.networks().iterator().next();
        inventory.network(own).ifPresent(n -> legs.add(leg(n, layout, 0, device.addresses())));
        routed.getOrDefault(device.id(), List.of()).stream()
                .filter(n -> !n.name().equals(own))
                .forEach(n -> legs.add(leg(n, layout, legs.size(), n.gateways())));
        return legs;
    }

    private static Leg leg(Network network, Layout layout, int number, List<String> addresses) {
        int port = layout.place(layout.router() + "." + (10 + number));
        String[] subnet = network.subnets().getFirst().split("/");
        return new Leg(network.name(), network.vlan().orElse(1), port, layout.port(port).index(),
                addresses.stream().map(InetAddress::ofLiteral).toList(), InetAddress.ofLiteral(subnet[0]),
                32 - Integer.parseInt(subnet[1]), InetAddress.ofLiteral(network.subnets().get(1).split("/")[0]));
    }
}
