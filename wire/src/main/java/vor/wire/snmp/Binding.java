package vor.wire.snmp;

/** A variable and what it holds. */
public record Binding(Oid oid, Value value) {}
