package vor.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who is plugged in where, as LLDP and CDP have heard it. */
public record Neighbours(DeviceId device, Instant at, List<Neighbour> neighbours) implements Report {
    public Neighbours {
        neighbours = List.copyOf(neighbours);
    }

    /** Who told. */
    public enum Protocol {
        LLDP,
        CDP
    }

    /**
     * One neighbour on one port.
     *
     * @param port our own port, by name; empty when the agent's number for it leads to no port
     * @param name its system name; empty when it tells none
     * @param chassis its chassis id, as text
     * @param remotePort its port as it names it: perhaps a name, a MAC address, an index as text
     * @param remotePortDescription what it says of that port
     * @param addresses management addresses
     * @param capabilities bridge, router, phone …; lower case
     */
    public record Neighbour(
            Protocol protocol,
            String port,
            String name,
            String chassis,
            String remotePort,
            String remotePortDescription,
            String description,
            List<String> addresses,
            Set<String> capabilities) {
        public Neighbour {
            addresses = List.copyOf(addresses);
            capabilities = Collections2.sorted(capabilities);
        }
    }
}
