package vor.server.discover;

import java.util.List;
import vor.model.Neighbours.Neighbour;
import vor.model.Ports;

/**
 * What one device told. Equal when it was reached by the same address.
 *
 * @param address under which it answered
 * @param name its sysName; empty when it has none
 * @param chassis the chassis id that it tells its neighbours; empty when it does not say
 */
public record Interview(String address, String name, String chassis, Ports ports, List<Neighbour> neighbours) {
    public Interview {
        neighbours = List.copyOf(neighbours);
    }

    /** Whether both are of the same device, reached by two addresses. */
    boolean same(Interview other) {
        if (address.equals(other.address)) {
            return true;
        }
        if (!chassis.isEmpty() && !other.chassis.isEmpty()) {
            return chassis.equalsIgnoreCase(other.chassis);
        }
        return name.equals(other.name) && ports.ports().keySet().equals(other.ports.ports().keySet()) && !ports.ports().isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Interview i && address.equals(i.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }
}
