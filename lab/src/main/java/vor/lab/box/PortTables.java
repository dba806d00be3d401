package vor.lab.box;

import java.util.List;
import vor.lab.agent.Shape.Cell;
import vor.lab.agent.Shape.Column;
import vor.wire.snmp.Value;

/** IF-MIB: ports, their counters, and which stands on which. */
final class PortTables {
    private static final int OCTETS_IN_A_PACKET = 900;
    private static final int PACKETS_FOR_ONE_BROADCAST = 200;

    private PortTables() {}

    /** What a port has, when it is there at all. */
    private interface Of {
        Value value(Box box, int place, double now);
    }

    private static Cell<Box> of(Of value) {
        return (box, row, now) -> box.present(row) ? value.value(box, row, now) : null;
    }

    static List<Column<Box>> columns() {
        Table table = new Table("1.3.6.1.2.1.2.2.1", b -> b.layout().rows());
        about(table);
        counters(table, 10, true);
        counters(table, 16, false);
        table.table("1.3.6.1.2.1.31.1.1.1", b -> b.layout().rows());
        more(table);
        table.scalar("1.3.6.1.2.1.2.1", b -> Values.number(b.layout().size()));
        return table.table("1.3.6.1.2.1.31.1.2.1", b -> b.stacking().rows())
                .column(3, (b, row, now) -> stacked(b, b.stacking().member(row)) ? Values.number(1) : null)
                .columns();
    }

    private static boolean stacked(Box box, int member) {
        return member < 0 || box.up(member);
    }

    private static void about(Table table) {
        table.column(1, of((b, p, now) -> Values.number(b.layout().port(p).index())))
                .column(2, of((b, p, now) -> b.layout().port(p).text()))
                .column(3, of((b, p, now) -> Values.number(b.layout().port(p).sort().type)))
                .column(4, of((b, p, now) -> Values.number(1514)))
                .column(5, of((b, p, now) -> Values.gauge(Math.min(0xffff_ffffL, b.megabits(p) * 1_000_000L))))
                .column(6, of((b, p, now) -> Values.mac(b.mac(p))))
                .column(7, of((b, p, now) -> Values.number(b.adminUp(p) ? 1 : 2)))
                .column(8, of((b, p, now) -> Values.number(b.up(p) ? 1 : 2)))
                .column(9, of((b, p, now) -> Values.ticks(b.changedAt(p) - b.bootedAt())))
                .column(21, of((b, p, now) -> Values.gauge(0)))
                .column(22, of((b, p, now) -> Values.NOWHERE));
    }

    /** Octets, packets, and what never happens here: discards and errors. */
    private static void counters(Table table, int first, boolean in) {
        table.column(first, of((b, p, now) -> Values.counter(b.octets(p, in, now))))
                .column(first + 1, of((b, p, now) -> Values.counter(packets(b, p, in, now))))
                .column(first + 2, of((b, p, now) -> Values.NO_COUNT))
                .column(first + 3, of((b, p, now) -> Values.NO_COUNT))
                .column(first + 4, of((b, p, now) -> Values.NO_COUNT));
        if (in) {
            table.column(first + 5, of((b, p, now) -> Values.NO_COUNT));
        }
    }

    private static long packets(Box box, int place, boolean in, double now) {
        return box.octets(place, in, now) / OCTETS_IN_A_PACKET;
    }

    private static void more(Table table) {
        table.column(1, of((b, p, now) -> b.layout().port(p).text()));
        broadcasts(table, 2, true, false);
        broadcasts(table, 4, false, false);
        table.column(6, of((b, p, now) -> new Value.Counter64(b.octets(p, true, now))))
                .column(7, of((b, p, now) -> new Value.Counter64(packets(b, p, true, now))));
        broadcasts(table, 8, true, true);
        table.column(10, of((b, p, now) -> new Value.Counter64(b.octets(p, false, now))))
                .column(11, of((b, p, now) -> new Value.Counter64(packets(b, p, false, now))));
        broadcasts(table, 12, false, true);
        table.column(14, of((b, p, now) -> Values.number(1)))
                .column(15, of((b, p, now) -> Values.gauge(b.megabits(p))))
                .column(16, of((b, p, now) -> Values.number(2)))
                .column(17, of((b, p, now) -> Values.number(b.layout().port(p).socket() ? 1 : 2)))
                .column(18, of((b, p, now) -> Values.text(b.alias(p))))
                .column(19, of((b, p, now) -> Values.ticks(0)));
    }

    /** Multicasts and, in the next column, broadcasts. */
    private static void broadcasts(Table table, int first, boolean in, boolean wide) {
        for (int i = 0; i < 2; i++) {
            table.column(first + i, of((b, p, now) -> {
                long count = packets(b, p, in, now) / PACKETS_FOR_ONE_BROADCAST;
                return wide ? new Value.Counter64(count) : Values.counter(count);
            }));
        }
    }
}
