package vor.server.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import vor.model.Device;
import vor.model.Inventory;
import vor.model.Network;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Stations;
import vor.server.api.Prefix.Address;

/**
 * What stands in the subnets of a network: what the inventory has there, what routers and switches saw there by ARP and ND, and
 * what answers echoes. A pure function of inventory and picture.
 */
final class Tenants {
    /** So many addresses are told one by one; those of the inventory first. */
    static final int MOST = 2_000;

    /** So many sightings of one address are told, the newest first. */
    static final int SIGHTINGS = 5;

    private static final int MOST_WARNINGS = 100;

    private final Inventory inventory;
    private final Network network;
    private final List<Prefix> subnets;
    private final Map<Address, Tenant> tenants = new TreeMap<>();
    private int asked;

    /** One address and all that is known of it. */
    static final class Tenant {
        final List<String> devices = new ArrayList<>(1);
        final List<Sighting> seen = new ArrayList<>(1);
        boolean gateway;
        Optional<Ping> ping = Optional.empty();

        /** Seen in the network, and nobody has written down whose it is. */
        boolean stranger() {
            return devices.isEmpty() && !gateway;
        }
    }

    /** @param device whose ARP or ND has it */
    record Sighting(String device, String port, String mac, Instant at) {}

    /** @param network the other network that it concerns; empty for none */
    record Warning(String kind, String words, String network) {}

    private Tenants(Inventory inventory, Network network) {
        this.inventory = inventory;
        this.network = network;
        this.subnets = network.subnets().stream().map(Prefix::of).flatMap(Optional::stream).toList();
    }

    static Tenants of(Inventory inventory, Picture picture, Network network) {
        Tenants all = new Tenants(inventory, network);
        for (Device device : inventory.devices()) {
            all.written(device, picture.pings(device.id()));
            picture.stations(device.id()).ifPresent(told -> all.seen(device, told));
        }
        network.gateways().forEach(text -> all.tenant(text).ifPresent(t -> t.gateway = true));
        all.tenants.values().forEach(t -> t.seen.sort(Comparator.comparing(Sighting::at).reversed()));
        return all;
    }

    /** What a device has by its address, and by its name where that leads here. */
    private void written(Device device, List<Ping> pings) {
        for (String address : device.addresses()) {
            Optional<Ping> ping = pings.stream().filter(p -> p.address().equals(address)).findFirst();
            tenant(address).or(() -> ping.flatMap(p -> tenant(p.resolved()))).ifPresent(t -> {
                if (!t.devices.contains(device.name())) {
                    t.devices.add(device.name());
                }
                t.ping = t.ping.or(() -> ping);
            });
        }
    }

    private void seen(Device device, Stations told) {
        asked++;
        for (Stations.Binding b : told.bindings()) {
            tenant(b.address()).ifPresent(t -> t.seen.add(new Sighting(device.name(), b.port(), b.mac(), told.at())));
        }
    }

    /** Empty for what does not stand in these subnets. */
    private Optional<Tenant> tenant(String text) {
        return Address.of(text).filter(a -> subnets.stream().anyMatch(s -> s.holds(a))).map(a -> tenants.computeIfAbsent(a, k -> new Tenant()));
    }

    /** How many agents have told their stations. */
    int asked() {
        return asked;
    }

    int count() {
        return tenants.size();
    }

    /** In the order of their numbers; at most {@link #MOST}, and then what the inventory has before strangers. */
    Collection<Map.Entry<Address, Tenant>> told() {
        if (tenants.size() <= MOST) {
            return tenants.entrySet();
        }
        return tenants.entrySet().stream()
                .sorted(Comparator.comparing(e -> e.getValue().stranger()))
                .limit(MOST)
                .sorted(Map.Entry.comparingByKey())
                .toList();
    }

    /** What is free in each subnet. */
    List<Vacancy> vacancies() {
        NavigableSet<Address> taken = new TreeSet<>(tenants.keySet());
        return subnets.stream().map(s -> Vacancy.of(s, taken)).toList();
    }

    List<Warning> warnings() {
        List<Warning> all = new ArrayList<>();
        overlaps(all);
        network.gateways().stream()
                .filter(g -> Address.of(g).filter(a -> subnets.stream().anyMatch(s -> s.holds(a))).isEmpty())
                .forEach(g -> all.add(new Warning("gateway", "the gateway " + g + " stands in none of its subnets", "")));
        tenants.forEach((address, t) -> conflicts(address, t, all));
        return List.copyOf(all.subList(0, Math.min(MOST_WARNINGS, all.size())));
    }

    private void overlaps(List<Warning> to) {
        for (int i = 0; i < subnets.size(); i++) {
            Prefix own = subnets.get(i);
            subnets.subList(i + 1, subnets.size()).stream().filter(own::overlaps).forEach(other ->
                    to.add(new Warning("overlap", own.text() + " overlaps " + other.text() + " of this network", "")));
        }
        for (Network another : inventory.networks()) {
            if (!another.name().equals(network.name()) && to.size() < MOST_WARNINGS) {
                another.subnets().stream().map(Prefix::of).flatMap(Optional::stream).forEach(p -> overlaps(p, another.name(), to));
            }
        }
    }

    private void overlaps(Prefix other, String name, List<Warning> to) {
        subnets.stream().filter(other::overlaps).forEach(own ->
                to.add(new Warning("overlap", own.text() + " overlaps " + other.text() + " of " + name, name)));
    }

    private static void conflicts(Address address, Tenant t, List<Warning> to) {
        if (t.devices.size() > 1) {
            to.add(new Warning("twice", address + " belongs to several devices: " + String.join(", ", t.devices), ""));
        }
        List<String> macs = t.seen.stream().map(Sighting::mac).distinct().toList();
        if (macs.size() > 1 && !t.gateway) {
            to.add(new Warning("macs", address + " was seen with several MAC addresses: " + String.join(", ", macs.subList(0, Math.min(SIGHTINGS, macs.size()))), ""));
        }
    }
}
