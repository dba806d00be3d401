package vor.lab.box;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vor.lab.agent.Rows;
import vor.lab.agent.Shape.Column;
import vor.wire.snmp.Value;

/** BRIDGE-MIB and Q-BRIDGE-MIB: which MAC address is behind which port. Routers have none. */
final class BridgeTables {
    private static final Rows NONE = Rows.of(List.of());
    private static final int FIRST_BRIDGE_PORT = 512;
    private static final int LEARNED = 3;

    private BridgeTables() {}

    static List<Column<Box>> columns() {
        Table table = new Table("1.3.6.1.2.1.17.1.4.1", b -> switches(b) ? b.layout().unitRows() : NONE)
                .column(1, (b, row, now) -> unit(b, row, Values.number(port(b.layout().unitAt(row)))))
                .column(2, (b, row, now) -> unit(b, row, Values.number(b.layout().port(b.layout().unitAt(row)).index())));
        table.table("1.3.6.1.2.1.17.7.1.2.2.1", b -> switches(b) ? b.known().stationRows() : NONE)
                .column(2, (b, row, now) -> Values.number(port(b.known().stations().get(row).port())))
                .column(3, (b, row, now) -> Values.number(LEARNED));
        table.table("1.3.6.1.2.1.17.7.1.4.2.1", b -> switches(b) ? b.vlanRows() : NONE)
                .column(3, (b, row, now) -> Values.gauge(b.vlans().get(row).table()))
                .column(6, (b, row, now) -> Values.number(2));
        table.table("1.3.6.1.2.1.17.7.1.4.3.1", b -> switches(b) ? b.staticVlanRows() : NONE)
                .column(1, (b, row, now) -> Values.text(b.vlans().get(row).network()))
                .column(5, (b, row, now) -> Values.number(1));
        return table.columns();
    }

    private static boolean switches(Box box) {
        return box.kind() != Box.Kind.ROUTER;
    }

    private static @Nullable Value unit(Box box, int row, Value value) {
        return box.present(box.layout().unitAt(row)) ? value : null;
    }

    /** As the bridge numbers its ports. */
    static int port(int place) {
        return FIRST_BRIDGE_PORT + place;
    }
}
