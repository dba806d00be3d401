package vor.lab.box;

import java.util.List;
import vor.lab.agent.Shape.Cell;
import vor.lab.agent.Shape.Column;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/**
 * LLDP-MIB. As real ones do, switches name their ports by their ifIndex as text (subtype local), with the name in the
 * description; routers name them by name.
 */
final class LldpTables {
    private static final String LOCAL = "1.0.8802.1.1.2.1.3.";
    private static final int MAC = 4;
    private static final int INTERFACE_NAME = 5;
    private static final int LOCALLY_ASSIGNED = 7;
    private static final int IF_INDEX = 2;

    private LldpTables() {}

    static List<Column<Box>> columns() {
        Table table = new Table("1.0.8802.1.1.2.1.3.7.1", b -> b.layout().rows())
                .column(2, socket((b, row, now) -> Values.number(subtype(b))))
                .column(3, socket((b, row, now) -> id(b, row)))
                .column(4, socket((b, row, now) -> b.layout().port(row).text()));
        table.table("1.0.8802.1.1.2.1.4.1.1", b -> b.known().neighbourRows())
                .column(4, (b, row, now) -> Values.number(MAC))
                .column(5, (b, row, now) -> Values.mac(far(b, row).box.mac()))
                .column(6, (b, row, now) -> Values.number(subtype(far(b, row).box)))
                .column(7, (b, row, now) -> id(far(b, row).box, far(b, row).place))
                .column(8, (b, row, now) -> far(b, row).port().text())
                .column(9, (b, row, now) -> Values.text(far(b, row).box.device().name()))
                .column(10, (b, row, now) -> Values.text(far(b, row).box.hardware().description()))
                .column(11, (b, row, now) -> capabilities(far(b, row).box))
                .column(12, (b, row, now) -> capabilities(far(b, row).box));
        table.table("1.0.8802.1.1.2.1.4.2.1", b -> b.known().toldRows())
                .column(3, (b, row, now) -> Values.number(IF_INDEX))
                .column(4, (b, row, now) -> Values.number(b.known().toldBy(row).box.legs().getFirst().index()))
                .column(5, (b, row, now) -> new Value.ObjectId(Oid.of("1.3.6.1.2.1.31.1.1.1.1")));
        return table.scalar(LOCAL + 1, b -> Values.number(MAC))
                .scalar(LOCAL + 2, b -> Values.mac(b.mac()))
                .scalar(LOCAL + 3, b -> Values.text(b.device().name()))
                .scalar(LOCAL + 4, b -> Values.text(b.hardware().description()))
                .scalar(LOCAL + 5, LldpTables::capabilities)
                .scalar(LOCAL + 6, LldpTables::capabilities)
                .columns();
    }

    private static Cell<Box> socket(Cell<Box> cell) {
        return (b, row, now) -> b.layout().port(row).socket() && b.present(row) ? cell.of(b, row, now) : null;
    }

    private static Jack far(Box box, int row) {
        return Known.peer(box.known().neighbours().get(row));
    }

    private static int subtype(Box box) {
        return box.kind() == Box.Kind.ROUTER ? INTERFACE_NAME : LOCALLY_ASSIGNED;
    }

    private static Value id(Box box, int place) {
        Port port = box.layout().port(place);
        return box.kind() == Box.Kind.ROUTER ? port.text() : Values.text(Integer.toString(port.index()));
    }

    /** Bridge, router, both: bits from the left, LldpSystemCapabilitiesMap. */
    private static Value capabilities(Box box) {
        return switch (box.kind()) {
            case ACCESS -> Values.bytes(0x20, 0);
            case STACK -> Values.bytes(0x28, 0);
            case ROUTER -> Values.bytes(0x08, 0);
        };
    }
}
