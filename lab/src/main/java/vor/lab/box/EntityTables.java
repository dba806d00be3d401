package vor.lab.box;

import java.util.List;
import vor.lab.agent.Shape.Cell;
import vor.lab.agent.Shape.Column;
import vor.wire.snmp.Value;

/** ENTITY-MIB: the parts and what sits in what. */
final class EntityTables {
    private EntityTables() {}

    /** What a part has, when its stack member is there. */
    private interface Of {
        Value value(Box box, Hardware.Part part);
    }

    private static Cell<Box> of(Of value) {
        return (b, row, now) -> {
            Hardware.Part part = b.hardware().parts().get(row);
            return b.present(part) ? value.value(b, part) : null;
        };
    }

    static List<Column<Box>> columns() {
        return new Table("1.3.6.1.2.1.47.1.1.1.1", b -> b.hardware().entityRows())
                .column(2, of((b, p) -> Values.text(p.name())))
                .column(3, of((b, p) -> Values.NOWHERE))
                .column(4, of((b, p) -> Values.number(p.within())))
                .column(5, of((b, p) -> Values.number(p.sort().entityClass)))
                .column(6, of((b, p) -> Values.number(p.place())))
                .column(7, of((b, p) -> Values.text(p.name())))
                .column(8, of((b, p) -> Values.text(p.model().isEmpty() ? "" : "REV 07")))
                .column(9, of((b, p) -> Values.EMPTY))
                .column(10, of((b, p) -> Values.text(p.sort().thinks() ? b.hardware().version() : "")))
                .column(11, of((b, p) -> Values.text(p.model().isEmpty() ? "" : b.serial(p.index()))))
                .column(12, of((b, p) -> Values.text("Juniper Networks")))
                .column(13, of((b, p) -> Values.text(p.model())))
                .column(14, of((b, p) -> Values.EMPTY))
                .column(15, of((b, p) -> Values.EMPTY))
                .column(16, of((b, p) -> Values.number(p.model().isEmpty() ? 2 : 1)))
                .columns();
    }
}
