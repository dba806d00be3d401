package vor.model;

import java.time.Instant;
import java.util.List;

/** Which MAC address was seen on which port, and which IP address it has: forwarding tables, ARP and ND. */
public record Stations(DeviceId device, Instant at, List<Station> stations, List<Binding> bindings) implements Report {
    public Stations {
        stations = List.copyOf(stations);
        bindings = List.copyOf(bindings);
    }

    /**
     * One entry of a forwarding table.
     *
     * @param mac lower case, with colons
     * @param port by name; empty when the agent's number for it leads to no port
     * @param vlan 0 when not known
     * @param own the device's own address, or one that somebody entered; not learned
     */
    public record Station(String mac, String port, int vlan, boolean own) {}

    /**
     * One entry of ARP or ND.
     *
     * @param address IPv4 or IPv6, as text
     * @param port the interface that it was learned on, by name
     */
    public record Binding(String address, String mac, String port) {}
}
