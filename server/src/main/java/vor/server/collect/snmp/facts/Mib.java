package vor.server.collect.snmp.facts;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
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
    private static final Column NOTHING = new Column();

    private final Map<Oid, Column> columns = new HashMap<>();
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
    public void put(Oid column, Column rows) {
        columns.put(column, rows);
    }

    public void putScalar(Oid object, Value value) {
        Column row = new Column();
        row.add(SCALAR, value);
        columns.put(object, row);
    }

    /** Forgets a column: a long table that was read and will be asked again later. */
    public void drop(Oid column) {
        columns.remove(column);
    }

    /** The rows by index, in the agents' order; empty when nothing is known of it. */
    public Column column(Oid column) {
        Column known = columns.get(column);
        if (known != null) {
            return known;
        }
        if (objects.isEmpty()) {
            return NOTHING;
        }
        Column cut = cut(column);
        columns.put(column, cut);
        return cut;
    }

    private Column cut(Oid column) {
        Column rows = new Column();
        for (Map.Entry<Oid, Value> e : objects.tailMap(column, false).entrySet()) {
            if (!e.getKey().startsWith(column)) {
                break;
            }
            rows.add(e.getKey().from(column.size()), e.getValue());
        }
        return rows;
    }

    /** @param object without its last 0 */
    public Optional<Value> scalar(Oid object) {
        return Optional.ofNullable(cell(object, SCALAR));
    }

    @Nullable Value cell(Oid column, Oid index) {
        return column(column).get(index);
    }
}
