package vor.server.collect.ping;

import java.util.List;
import java.util.Map;

/**
 * What is known of names and routes, as the resolver found it.
 *
 * @param names address of each name that resolves
 * @param failed why each of the other names does not
 * @param hops first hops of the routes to all targets; empty where all are on the link
 * @param interfaces names of the interfaces that the routes leave by
 */
record Resolved(
        Map<String, Address> names, Map<String, String> failed, List<Address> hops, List<String> interfaces) {
    static final Resolved NOTHING = new Resolved(Map.of(), Map.of(), List.of(), List.of());

    /** A look-up that finds no route at all tells that ours are gone, not that there are no gateways: keeps the older ones. */
    Resolved after(Resolved older) {
        return interfaces.isEmpty() ? new Resolved(names, failed, older.hops(), older.interfaces()) : this;
    }

    Resolved {
        names = Map.copyOf(names);
        failed = Map.copyOf(failed);
        hops = List.copyOf(hops);
        interfaces = List.copyOf(interfaces);
    }
}
