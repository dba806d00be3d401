package vor.server.collect.snmp.facts;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Recording;
import vor.wire.snmp.Value;

/**
 * All that one agent has told, column by column; rows by their index. A scalar is a column with the one row {@code 0}.
 * Used by one thread.
 */
public final class Mib {
    private static final Oid SCALAR = Oid.of(0);

    private final Map<Oid, NavigableMap<Oid, Value>> columns = new HashMap<>();
    private final NavigableMap<Oid, Value> objects;

    public Mib() {
        this(Collections.emptyNavigableMap());
    }

    private Mib(NavigableMap<Oid, Value> objects) {
        this.objects = objects;
    }

    /** Of everything in a recording; columns are cut out of it when they are asked for. */
    public static Mib of(Recording recording) {
        return of(recording.objects());
    }

    /** @param objects whole OIDs with their values; not copied */
    public static Mib of(NavigableMap<Oid, Value> objects) {
        return new Mib(objects);
    }

    /** What a walk of the column gave now, instead of what was known of it. The rows are not copied. */
    public void put(Oid column, NavigableMap<Oid, Value> rows) {
        columns.put(column, rows);
    }

    public void putScalar(Oid object, Value value) {
        NavigableMap<Oid, Value> row = new TreeMap<>();
        row.put(SCALAR, value);
        columns.put(object, row);
    }

    /** Forgets a column: a long table that was read and will be asked again later. */
    public void drop(Oid column) {
        columns.remove(column);
    }

    /** The rows by index, in the agents' order; empty when nothing is known of it. */
    public NavigableMap<Oid, Value> column(Oid column) {
        NavigableMap<Oid, Value> known = columns.get(column);
        if (known != null) {
            return known;
        }
        if (objects.isEmpty()) {
            return Collections.emptyNavigableMap();
        }
        NavigableMap<Oid, Value> cut = cut(column);
        columns.put(column, cut);
        return cut;
    }

    private NavigableMap<Oid, Value> cut(Oid column) {
        NavigableMap<Oid, Value> rows = new TreeMap<>();
        for (Map.Entry<Oid, Value> e : objects.tailMap(column, false).entrySet()) {
            if (!e.getKey().startsWith(column)) {
                break;
            }
            rows.put(e.getKey().from(column.size()), e.getValue());
        }
        return rows;
    }

    /** @param object without its last 0 */
    public Optional<Value> scalar(Oid object) {
        return Optional.ofNullable(cell(object, SCALAR));
    }

    @Nullable Value cell(Oid column, Oid index) {
        Value value = column(column).get(index);
        return value instanceof Value.None ? null : value;
    }
}
