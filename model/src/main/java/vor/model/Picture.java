package vor.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The newest observation of each kind for every device: an immutable snapshot, safe to read from any thread for as long
 * as one likes. Asking for a device that it does not hold gives empty answers, never an exception.
 */
public interface Picture {

    Revision revision();

    /** The inventory that it was made with. */
    Inventory inventory();

    Sight sight();

    /** The newest summary of each target of the device, in the order of its addresses; targets not asked yet are missing. */
    List<Ping> pings(DeviceId device);

    /** The newest of one kind that the device said about itself. */
    <R extends Report> Optional<R> report(DeviceId device, Class<R> kind);

    /** The newest of every kind that the device said about itself. */
    Collection<Report> reports(DeviceId device);

    default Optional<Agent> agent(DeviceId device) {
        return report(device, Agent.class);
    }

    default Optional<Ports> ports(DeviceId device) {
        return report(device, Ports.class);
    }

    default Optional<Chassis> chassis(DeviceId device) {
        return report(device, Chassis.class);
    }

    default Optional<Neighbours> neighbours(DeviceId device) {
        return report(device, Neighbours.class);
    }

    default Optional<Stations> stations(DeviceId device) {
        return report(device, Stations.class);
    }

    /** The newest of one source. */
    Optional<Facts> facts(DeviceId device, String source);

    /** The newest of every source. */
    Collection<Facts> facts(DeviceId device);
}
