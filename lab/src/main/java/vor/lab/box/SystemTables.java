package vor.lab.box;

import java.util.List;
import vor.lab.agent.Rows;
import vor.lab.agent.Shape.Column;
import vor.wire.snmp.Value;

/** SNMPv2-MIB and IP-MIB: who the box is, and who has which address. */
final class SystemTables {
    private static final String SYSTEM = "1.3.6.1.2.1.1.";

    private SystemTables() {}

    static List<Column<Box>> columns() {
        Table table = new Table("1.3.6.1.2.1.4.22.1", b -> b.known().boundRows4())
                .column(1, (b, row, now) -> Values.number(bound4(b, row).index()[0]))
                .column(2, (b, row, now) -> Values.mac(bound4(b, row).mac()))
                .column(3, (b, row, now) -> ip(Values.parts(bound4(b, row).address())))
                .column(4, (b, row, now) -> Values.number(3));
        table.table("1.3.6.1.2.1.4.35.1", b -> b.known().boundRows())
                .column(4, (b, row, now) -> Values.mac(b.known().bounds().get(row).mac()))
                .column(5, (b, row, now) -> Values.ticks(now - b.bootedAt() - 60))
                .column(6, (b, row, now) -> Values.number(3))
                .column(7, (b, row, now) -> Values.number(1))
                .column(8, (b, row, now) -> Values.number(1));
        table.table("1.3.6.1.2.1.4.20.1", Box::addressRows4)
                .column(1, (b, row, now) -> ip(Values.parts(b.addresses4().get(row).address())))
                .column(2, (b, row, now) -> Values.number(b.addresses4().get(row).leg().index()))
                .column(3, (b, row, now) -> new Value.Ip(-1 << b.addresses4().get(row).leg().bits()));
        return List.copyOf(system(table).columns());
    }

    private static Known.Bound bound4(Box box, int row) {
        return box.known().bounds4().get(row);
    }

    private static Value ip(int[] parts) {
        return new Value.Ip(parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3]);
    }

    private static Table system(Table table) {
        table.scalar(SYSTEM + 1, b -> Values.text(b.hardware().description()))
                .scalar(SYSTEM + 2, b -> new Value.ObjectId(b.hardware().objectId()))
                .scalar(SYSTEM + 4, b -> Values.text("the crew"))
                .scalar(SYSTEM + 5, b -> Values.text(b.device().name()))
                .scalar(SYSTEM + 6, b -> Values.text("practice network"))
                .scalar(SYSTEM + 7, b -> Values.number(b.kind() == Box.Kind.ROUTER ? 4 : 6));
        return table.table("1.3.6.1.2.1.1", b -> Rows.SCALAR)
                .column(3, (b, row, now) -> Values.ticks(now - b.bootedAt()));
    }
}
