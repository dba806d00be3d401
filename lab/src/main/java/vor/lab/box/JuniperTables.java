package vor.lab.box;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vor.lab.agent.Rows;
import vor.lab.agent.Shape.Cell;
import vor.lab.agent.Shape.Column;
import vor.wire.snmp.Value;

/** Juniper's own: temperatures, processors and memory of each part, members of the stack, alarms, light in the optics. */
final class JuniperTables {
    private static final Rows NONE = Rows.of(List.of());
    private static final int RUNNING = 2;
    private static final int STANDBY = 7;
    private static final int MEGABYTES = 1024;

    private JuniperTables() {}

    static List<Column<Box>> columns() {
        Table table = new Table("1.3.6.1.4.1.2636.3.1.13.1", b -> b.hardware().operatingRows());
        operating(table);
        members(table.table("1.3.6.1.4.1.2636.3.40.1.4.1.1.1", b -> b.hardware().memberRows()));
        light(table.table("1.3.6.1.4.1.2636.3.60.1.1.1.1", JuniperTables::opticRows));
        return table.scalar("1.3.6.1.4.1.2636.3.1.2", b -> Values.text(description(b)))
                .scalar("1.3.6.1.4.1.2636.3.1.3", b -> Values.text(b.serial(0)))
                .scalar("1.3.6.1.4.1.2636.3.4.2.2.1", b -> Values.number(2))
                .scalar("1.3.6.1.4.1.2636.3.4.2.2.2", b -> Values.gauge(0))
                .scalar("1.3.6.1.4.1.2636.3.4.2.3.1", b -> Values.number(b.inside().hot() ? 3 : 2))
                .scalar("1.3.6.1.4.1.2636.3.4.2.3.2", b -> Values.gauge(b.inside().hot() ? 1 : 0))
                .columns();
    }

    private static String description(Box box) {
        return box.kind() == Box.Kind.STACK ? "Juniper Virtual Chassis Switch" : "Juniper " + box.hardware().model();
    }

    /** What a part has, when its stack member is there. */
    private interface Of {
        Value value(Box box, Hardware.Part part, double now);
    }

    private static Cell<Box> of(Of value) {
        return (b, row, now) -> {
            Hardware.Part part = b.hardware().operating().get(row);
            return b.present(part) ? value.value(b, part, now) : null;
        };
    }

    private static void operating(Table table) {
        table.column(5, of((b, p, now) -> Values.text(p.name())))
                .column(6, of((b, p, now) -> Values.number(
                        p.sort() == Hardware.Sort.ENGINE && p.place() > 0 && b.kind() == Box.Kind.ROUTER ? STANDBY : RUNNING)))
                .column(7, of((b, p, now) -> Values.gauge(p.sort().thinks() ? temperature(b, p, now) : 0)))
                .column(8, of((b, p, now) -> Values.gauge(p.sort().thinks() ? processor(b, p, now) : 0)))
                .column(9, of((b, p, now) -> Values.gauge(0)))
                .column(10, of((b, p, now) -> Values.ZERO))
                .column(11, of((b, p, now) -> Values.gauge(p.sort().thinks() ? (int) (20 + 40 * b.trait(p.index() + 40)) : 0)))
                .column(12, of((b, p, now) -> Values.gauge(0)))
                .column(13, of((b, p, now) -> Values.number((int) (long) ((now - since(b, p)) * 100))))
                .column(14, of((b, p, now) -> Values.ticks(0)))
                .column(15, of((b, p, now) -> Values.number(p.sort().thinks() ? MEGABYTES : 0)))
                .column(20, of((b, p, now) -> Values.gauge(p.sort().thinks() ? processor(b, p, now) / 2 : 0)))
                .column(21, of((b, p, now) -> Values.gauge(p.sort().thinks() ? processor(b, p, now) / 2 : 0)))
                .column(22, of((b, p, now) -> Values.gauge(p.sort().thinks() ? processor(b, p, now) / 2 : 0)));
    }

    private static double since(Box box, Hardware.Part part) {
        return part.member() < 0 ? box.bootedAt() : box.memberSince(part.member());
    }

    /** Degrees Celsius: 30 to 45 and a little up and down, 45 more when it is too hot. */
    private static int temperature(Box box, Hardware.Part part, double now) {
        double swing = 1.5 * Math.sin(now / 97 + part.index());
        return (int) (30 + 15 * box.trait(part.index()) + swing + (box.inside().hot() ? 45 : 0));
    }

    private static int processor(Box box, Hardware.Part part, double now) {
        return (int) (6 + 12 * box.trait(part.index() + 20) + 4 * Math.sin(now / 31 + part.index()));
    }

    private static Cell<Box> member(Cell<Box> cell) {
        return (b, row, now) -> b.inside().lostMembers().contains(row) ? null : cell.of(b, row, now);
    }

    private static void members(Table table) {
        table.column(2, member((b, row, now) -> Values.text(b.serial(9000 + row))))
                .column(3, member((b, row, now) -> Values.number(role(b, row))))
                .column(4, member((b, row, now) -> Values.mac(b.mac() | 0xff00 | row)))
                .column(5, member((b, row, now) -> Values.text(b.hardware().version())))
                .column(6, member((b, row, now) -> Values.number(row == 0 ? 255 : 128)))
                .column(7, member((b, row, now) -> Values.number((int) (now - b.memberSince(row)))))
                .column(8, member((b, row, now) -> Values.text(b.hardware().model())));
    }

    /** Master, backup, line card: the lowest that are there. */
    private static int role(Box box, int member) {
        long before = box.inside().lostMembers().stream().filter(m -> m < member).count();
        return (int) Math.min(3, member - before + 1);
    }

    private static Rows opticRows(Box box) {
        return box.kind() == Box.Kind.ACCESS ? NONE : box.layout().rows();
    }

    private static Cell<Box> optic(Cell<Box> cell) {
        return (b, row, now) -> {
            @Nullable Jack jack = b.jacks().get(row);
            return jack != null && jack.port().megabits() >= 10_000 && b.present(row) ? cell.of(b, row, now) : null;
        };
    }

    /** Hundredths of dBm, microamperes, degrees Celsius; then the thresholds: high and low, alarm before warning. */
    private static void light(Table table) {
        table.column(5, optic((b, row, now) -> Values.number(b.up(row) ? -210 - (int) (300 * b.trait(row + 5000)) : -4000)))
                .column(6, optic((b, row, now) -> Values.number(34_000 + (int) (3_000 * b.trait(row + 6000)))))
                .column(7, optic((b, row, now) -> Values.number(-180 - (int) (120 * b.trait(row + 7000)))))
                .column(8, optic((b, row, now) -> Values.number(31 + (int) (6 * b.trait(row + 8000) + Math.sin(now / 83)))));
        int[] thresholds = {250, -1839, 200, -1439, 70_000, 10_000, 65_000, 15_000, 250, -1000, 200, -900, 80, -10, 75, -5};
        for (int i = 0; i < thresholds.length; i++) {
            Value value = Values.number(thresholds[i]);
            table.column(9 + i, optic((b, row, now) -> value));
        }
    }
}
