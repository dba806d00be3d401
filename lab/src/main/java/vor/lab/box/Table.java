package vor.lab.box;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vor.lab.agent.Rows;
import vor.lab.agent.Shape.Cell;
import vor.lab.agent.Shape.Column;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Collects the columns of a table, or of several. */
final class Table {
    private final List<Column<Box>> columns = new ArrayList<>();
    private Oid entry;
    private Function<Box, Rows> rows;

    /** @param entry the OID that the column's number follows */
    Table(String entry, Function<Box, Rows> rows) {
        this.entry = Oid.of(entry);
        this.rows = rows;
    }

    Table column(int number, Cell<Box> cell) {
        columns.add(new Column<>(entry.with(number), rows, cell));
        return this;
    }

    /** What follows belongs to another table. */
    Table table(String nextEntry, Function<Box, Rows> nextRows) {
        entry = Oid.of(nextEntry);
        rows = nextRows;
        return this;
    }

    /** @param oid without its {@code .0} */
    Table scalar(String oid, Function<Box, Value> value) {
        columns.add(Column.scalar(oid, (box, row, now) -> value.apply(box)));
        return this;
    }

    List<Column<Box>> columns() {
        return List.copyOf(columns);
    }
}
