package vor.server.discover;

import java.util.List;

/**
 * What was found: a proposal that people review.
 *
 * @param devices from the start outwards
 * @param cables in the order of the devices below
 * @param strangers neighbours that could not be asked
 */
public record Found(List<Device> devices, List<Cable> cables, List<Stranger> strangers) {
    public Found {
        devices = List.copyOf(devices);
        cables = List.copyOf(cables);
        strangers = List.copyOf(strangers);
    }

    /** @param addresses the one that it tells its neighbours first comes first */
    public record Device(String name, List<String> addresses, List<Way> ways) {
        public Device {
            addresses = List.copyOf(addresses);
            ways = List.copyOf(ways);
        }
    }

    /** One way towards the start; ports are empty where nobody tells them. */
    public record Way(String port, String above, String abovePort) {}

    /** One end of a cable; the port is empty when it is not known. */
    public record End(String device, String port) {
        boolean fits(End other) {
            return device.equalsIgnoreCase(other.device)
                    && (port.isEmpty() || other.port.isEmpty() || port.equalsIgnoreCase(other.port));
        }

        @Override
        public String toString() {
            return port.isEmpty() ? device : device + " port " + port;
        }
    }

    /**
     * @param a the end that is nearer to the start
     * @param bundle name of the bundle at {@code a}, else at {@code b}; empty when it is a single cable
     * @param megabits the slower end's speed; 0 when not known
     */
    public record Cable(End a, End b, String bundle, long megabits) {}

    /**
     * A neighbour that is none of the devices: it did not answer, or was not asked.
     *
     * @param at where it is plugged in
     * @param remotePort as it calls it
     * @param platform its own description, one line
     */
    public record Stranger(End at, String name, String remotePort, String platform, List<String> addresses) {
        public Stranger {
            addresses = List.copyOf(addresses);
        }
    }
}
