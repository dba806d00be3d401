package vor.lab.box;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vor.lab.agent.Shape.Cell;
import vor.lab.agent.Shape.Column;
import vor.wire.snmp.Value;

/** IEEE8023-LAG-MIB: bundles, their members, and what both ends say in LACP. */
final class LagTables {
    private static final int PRIORITY = 127;
    /** Active, short timeout, aggregation, in sync, collecting, distributing. */
    private static final int JOINED = 0xfc;
    /** Active, short timeout, aggregation, defaulted. */
    private static final int ALONE = 0xe2;
    private static final int PASSIVE = 0;

    private LagTables() {}

    static List<Column<Box>> columns() {
        Table table = new Table("1.2.840.10006.300.43.1.1.1.1", b -> b.layout().rows())
                .column(2, bundle((b, p, now) -> Values.mac(b.mac(p))))
                .column(3, bundle((b, p, now) -> Values.number(PRIORITY)))
                .column(4, bundle((b, p, now) -> Values.mac(b.mac())))
                .column(5, bundle((b, p, now) -> Values.number(1)))
                .column(6, bundle((b, p, now) -> Values.number(key(b, p))))
                .column(7, bundle((b, p, now) -> Values.number(key(b, p))))
                .column(8, bundle((b, p, now) -> partner(first(b, p))))
                .column(9, bundle((b, p, now) -> Values.number(PRIORITY)))
                .column(10, bundle((b, p, now) -> partnerKey(first(b, p))))
                .column(11, bundle((b, p, now) -> Values.ZERO));
        table.table("1.2.840.10006.300.43.1.1.2.1", b -> b.layout().rows()).column(1, bundle((b, p, now) -> members(b, p)));
        table.table("1.2.840.10006.300.43.1.2.1.1", b -> b.layout().rows());
        actor(table);
        partner(table);
        return table.columns();
    }

    private static void actor(Table table) {
        table.column(2, member((b, p, now) -> Values.number(PRIORITY)))
                .column(3, member((b, p, now) -> Values.mac(b.mac())))
                .column(4, member((b, p, now) -> Values.number(key(b, bundleOf(b, p)))))
                .column(5, member((b, p, now) -> Values.number(key(b, bundleOf(b, p)))))
                .column(12, member((b, p, now) -> attached(b, p)))
                .column(13, member((b, p, now) -> attached(b, p)))
                .column(14, member((b, p, now) -> Values.number(p + 1)))
                .column(15, member((b, p, now) -> Values.number(PRIORITY)))
                .column(20, member((b, p, now) -> Values.bytes(ALONE & 0xe0)))
                .column(21, member((b, p, now) -> Values.bytes(b.up(p) ? JOINED : ALONE)))
                .column(24, member((b, p, now) -> Values.number(1)));
    }

    private static void partner(Table table) {
        table.column(6, member((b, p, now) -> Values.ZERO))
                .column(7, member((b, p, now) -> Values.number(b.up(p) ? PRIORITY : 0)))
                .column(8, member((b, p, now) -> Values.mac(0)))
                .column(9, member((b, p, now) -> partner(b.jacks().get(p))))
                .column(10, member((b, p, now) -> Values.ZERO))
                .column(11, member((b, p, now) -> partnerKey(b.jacks().get(p))))
                .column(16, member((b, p, now) -> Values.number(p + 1)))
                .column(17, member((b, p, now) -> partnerPort(b.jacks().get(p))))
                .column(18, member((b, p, now) -> Values.ZERO))
                .column(19, member((b, p, now) -> Values.number(b.up(p) ? PRIORITY : 0)))
                .column(22, member((b, p, now) -> Values.bytes(PASSIVE)))
                .column(23, member((b, p, now) -> Values.bytes(b.up(p) ? JOINED : PASSIVE)));
    }

    private static Cell<Box> bundle(Cell<Box> cell) {
        return (b, row, now) -> b.bundles().containsKey(row) ? cell.of(b, row, now) : null;
    }

    private static Cell<Box> member(Cell<Box> cell) {
        return (b, row, now) -> bundleOf(b, row) >= 0 && b.present(row) ? cell.of(b, row, now) : null;
    }

    /** Place of the bundle that the port is a member of, active or not; -1 for none. */
    private static int bundleOf(Box box, int place) {
        Jack jack = box.jacks().get(place);
        return jack == null ? -1 : jack.bundle;
    }

    private static Value attached(Box box, int place) {
        return box.up(place) ? Values.number(box.layout().port(bundleOf(box, place)).index()) : Values.ZERO;
    }

    private static int key(Box box, int bundle) {
        return box.layout().port(bundle).index() & 0xffff;
    }

    private static @Nullable Jack first(Box box, int place) {
        Bundle bundle = box.bundles().get(place);
        return bundle == null ? null : bundle.jacks.stream().filter(j -> j.up).findFirst().orElse(null);
    }

    private static Value partner(@Nullable Jack jack) {
        return Values.mac(jack == null || !jack.up || jack.peer == null ? 0 : jack.peer.box.mac());
    }

    private static Value partnerKey(@Nullable Jack jack) {
        @Nullable Jack far = jack == null || !jack.up ? null : jack.peer;
        return far == null || far.bundle < 0 ? Values.ZERO : Values.number(key(far.box, far.bundle));
    }

    private static Value partnerPort(@Nullable Jack jack) {
        return jack == null || !jack.up || jack.peer == null ? Values.ZERO : Values.number(jack.peer.place + 1);
    }

    /** One bit for each port number, from the left. */
    private static Value members(Box box, int place) {
        byte[] bits = new byte[box.layout().port(box.layout().size() - 1).index() / 8 + 1];
        box.jacks().values().stream().filter(j -> j.bundle == place && j.up).forEach(j -> {
            int bit = j.port().index() - 1;
            bits[bit / 8] |= (byte) (0x80 >> bit % 8);
        });
        return new Value.Octets(bits);
    }
}
