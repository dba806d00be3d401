package vor.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every port that a device has, and the bundles that they form.
 *
 * @param at when the newest of it was seen; each port has its own time
 * @param ports by name, in the order of the agent's index
 */
public record Ports(DeviceId device, Instant at, Map<String, Port> ports, List<Bundle> bundles) implements Report {
    public Ports {
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
        bundles = List.copyOf(bundles);
    }

    public Optional<Port> port(String name) {
        return Optional.ofNullable(ports.get(name));
    }

    public Optional<Bundle> bundle(String name) {
        return bundles.stream().filter(b -> b.name().equals(name)).findFirst();
    }

    /** The bundle that the port is a member of. */
    public Optional<Bundle> bundleOf(String port) {
        return bundles.stream().filter(b -> b.member(port).isPresent()).findFirst();
    }

    /**
     * Several ports that act as one (802.3ad, or what the agent stacks under an aggregate).
     *
     * @param expected how many members there should be: the most that were ever seen, or what the inventory says
     */
    public record Bundle(String name, List<Member> members, int expected) {
        public Bundle {
            members = List.copyOf(members);
        }

        public Optional<Member> member(String port) {
            return members.stream().filter(m -> m.port().equals(port)).findFirst();
        }

        public long active() {
            return members.stream().filter(Member::active).count();
        }
    }

    /**
     * One port of a bundle.
     *
     * @param active carries the bundle's traffic at present
     * @param lacp what both ends say in LACP; empty where the agent does not tell
     */
    public record Member(String port, boolean active, Optional<Lacp> lacp) {}

    /**
     * LACP's state of one member (IEEE8023-LAG-MIB): flags such as {@code synchronization}, {@code collecting}.
     *
     * @param partner the partner's system id, a MAC address
     * @param partnerPort the partner's port number
     */
    public record Lacp(List<String> actorState, List<String> partnerState, String partner, int partnerPort) {
        public Lacp {
            actorState = List.copyOf(actorState);
            partnerState = List.copyOf(partnerState);
        }
    }
}
