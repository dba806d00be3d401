package vor.server.collect.snmp.facts;

import vor.wire.snmp.Oid;

/** One row of a table that a formula is about. */
record Row(Mib mib, PortNames names, Entities entities, Oid index) {
    Row at(Oid other) {
        return new Row(mib, names, entities, other);
    }
}
