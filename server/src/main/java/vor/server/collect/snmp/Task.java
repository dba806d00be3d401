package vor.server.collect.snmp;

import java.util.List;
import vor.wire.snmp.Oid;

/**
 * Something to ask again and again.
 *
 * @param name unique among an agent's tasks; shown when it did not come whole
 * @param oids columns of a table to walk, or single objects by their full names
 * @param vlan whose own tables are meant, as Cisco's switches have them; 0 for the agent's
 */
record Task(String name, Cadence cadence, boolean objects, List<Oid> oids, int vlan) {
    Task {
        oids = List.copyOf(oids);
    }

    Task(String name, Cadence cadence, boolean objects, List<Oid> oids) {
        this(name, cadence, objects, oids, 0);
    }

    /** One of many that tell the same of different VLANs: they are spread over the interval instead of coming together. */
    boolean spread() {
        return vlan != 0;
    }

    /** Which span of the {@link Pace} it follows. */
    enum Cadence {
        FAST,
        NORMAL,
        SLOW
    }
}
