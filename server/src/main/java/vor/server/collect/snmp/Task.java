package vor.server.collect.snmp;

import java.util.List;
import vor.wire.snmp.Oid;

/**
 * Something to ask again and again.
 *
 * @param name unique among an agent's tasks; shown when it did not come whole
 * @param oids columns of a table to walk, or single objects by their full names
 */
record Task(String name, Cadence cadence, boolean objects, List<Oid> oids) {
    Task {
        oids = List.copyOf(oids);
    }

    /** Which span of the {@link Pace} it follows. */
    enum Cadence {
        FAST,
        NORMAL,
        SLOW
    }
}
