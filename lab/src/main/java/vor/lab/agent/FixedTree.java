package vor.lab.agent;

import java.util.Arrays;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Objects that stay as they are: a snapshot. */
public final class FixedTree implements Tree {
    private final Oid[] oids;
    private final Value[] values;

    public FixedTree(NavigableMap<Oid, Value> objects) {
        oids = objects.keySet().toArray(Oid[]::new);
        values = objects.values().toArray(Value[]::new);
    }

    @Override
    public @Nullable Value get(Oid oid, double now) {
        int at = Arrays.binarySearch(oids, oid);
        return at < 0 ? null : values[at];
    }

    @Override
    public @Nullable Binding next(Oid oid, double now) {
        int at = Arrays.binarySearch(oids, oid);
        int next = at < 0 ? -at - 1 : at + 1;
        return next < oids.length ? new Binding(oids[next], values[next]) : null;
    }
}
