package vor.server.collect.ping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the packets to some addresses go first.
 *
 * @param gateways next hops
 * @param interfaces names of the interfaces they leave by
 */
record Routes(Set<Address> gateways, Set<String> interfaces) {

    static Routes of(Collection<Address> addresses) {
        try (RouteLookup lookup = new RouteLookup()) {
            Set<Address> gateways = new LinkedHashSet<>();
            Set<String> interfaces = new LinkedHashSet<>();
            for (Address address : addresses) {
                lookup.ask(address, gateways, interfaces);
            }
            return new Routes(gateways, interfaces);
        }
    }

    /**
     * A gateway that is in the inventory is a device like others, and so are link-local gateways then, as they are most
     * likely the same router. The loopback counts only when nothing else is used.
     */
    Resolved resolved(Map<String, Address> names, Map<String, String> failed, Set<Address> devices) {
        List<Address> hops = new ArrayList<>(gateways);
        if (hops.removeIf(g -> devices.stream().anyMatch(d -> d.same(g.hi(), g.lo())))) {
            hops.removeIf(Address::linkLocal);
        }
        List<String> used = new ArrayList<>(interfaces);
        if (used.size() > 1) {
            used.remove("lo");
        }
        return new Resolved(names, failed, hops, used);
    }
}
