package vor.server.collect.snmp.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vor.model.Port;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Reads ifTable and ifXTable: every row that any of their columns has. */
final class PortReader {
    /** Larger ones are bits per second from an agent that errs. */
    private static final long MOST_MEGABITS = 10_000_000;
    /** What a gauge says that cannot tell. */
    private static final long SPEED_BEYOND = 0xffff_ffffL;
    private static final int ADMIN_DOWN = 2;
    private static final int LAST_IF_COLUMN = 22;
    private static final int LAST_IFX_COLUMN = 19;
    private static final List<Oid> COLUMNS = columns();

    private final Mib mib;
    private final Instant at;
    private final Instant since;
    private final long ticks;
    private final Tally.Columns counters;

    /** @param ticks the agent's sysUpTime as it stands; negative when not known */
    PortReader(Mib mib, Poll poll, long ticks) {
        this.mib = mib;
        at = poll.at();
        since = poll.since();
        this.ticks = ticks;
        counters = new Tally.Columns(mib);
    }

    private static List<Oid> columns() {
        List<Oid> columns = new ArrayList<>();
        Oid table = Oids.IF_INDEX.first(Oids.IF_INDEX.size() - 1);
        Oid more = Oids.IF_NAME.first(Oids.IF_NAME.size() - 1);
        for (int i = 1; i <= LAST_IF_COLUMN; i++) {
            columns.add(table.with(i));
        }
        for (int i = 1; i <= LAST_IFX_COLUMN; i++) {
            columns.add(more.with(i));
        }
        return List.copyOf(columns);
    }

    SortedSet<Oid> rows() {
        TreeSet<Oid> rows = new TreeSet<>();
        Column before = new Column();
        for (Oid column : COLUMNS) {
            Column own = mib.column(column);
            if (!own.isEmpty() && !own.sameRows(before)) {
                rows.addAll(own.keySet());
                before = own;
            }
        }
        return rows;
    }

    /** ifName, else ifDescr, else the index: not yet unique. */
    String baseName(Oid row) {
        String name = Cells.text(mib.cell(Oids.IF_NAME, row));
        String described = name.isEmpty() ? Cells.text(mib.cell(Oids.IF_DESCR, row)) : name;
        return described.isEmpty() ? row.toString() : described;
    }

    /** As the agent tells it now, without what only time can tell. */
    Port port(Oid row, String name, Tally tally, @Nullable Port before) {
        return new Port(
                name,
                row.size() == 0 ? 0 : row.part(0),
                Cells.text(mib.cell(Oids.IF_DESCR, row)),
                Cells.text(mib.cell(Oids.IF_ALIAS, row)),
                Cells.whole(mib.cell(Oids.IF_TYPE, row), 0),
                Cells.whole(mib.cell(Oids.IF_ADMIN, row), 0) != ADMIN_DOWN,
                status(mib.cell(Oids.IF_OPER, row)),
                megabits(row),
                Cells.mac(mib.cell(Oids.IF_MAC, row)),
                changedAt(row, before),
                Optional.empty(),
                Optional.empty(),
                tally.hasAny() ? Optional.of(tally.counters()) : Optional.empty(),
                Optional.empty(),
                since);
    }

    /** The port with what a fast look tells of its state; what was not told stays. */
    Port seenNow(Oid row, Port before) {
        Value admin = mib.cell(Oids.IF_ADMIN, row);
        Value oper = mib.cell(Oids.IF_OPER, row);
        boolean changeTold = mib.cell(Oids.IF_LAST_CHANGE, row) != null;
        return new Port(
                before.name(), before.index(), before.description(), before.alias(), before.type(),
                admin == null ? before.enabled() : Cells.whole(admin, 0) != ADMIN_DOWN,
                oper == null ? before.status() : status(oper),
                before.megabits(), before.mac(),
                changeTold ? changedAt(row, before) : before.changedAt(),
                before.downAt(), before.upAt(), before.counters(), before.rates(), since);
    }

    static Port.Status status(@Nullable Value value) {
        return switch (Cells.whole(value, 0)) {
            case 1 -> Port.Status.UP;
            case 2 -> Port.Status.DOWN;
            case 3 -> Port.Status.TESTING;
            case 5 -> Port.Status.DORMANT;
            case 6 -> Port.Status.NOT_PRESENT;
            case 7 -> Port.Status.LOWER_LAYER_DOWN;
            default -> Port.Status.UNKNOWN;
        };
    }

    private long megabits(Oid row) {
        long high = speed(Oids.IF_HIGH_SPEED, row);
        if (high > MOST_MEGABITS) {
            return high / 1_000_000;
        }
        return high > 0 ? high : speed(Oids.IF_SPEED, row) / 1_000_000;
    }

    /** 0 when it is not told. */
    private long speed(Oid column, Oid row) {
        long told = Cells.number(mib.cell(column, row), 0);
        return told < 0 || told == SPEED_BEYOND ? 0 : told;
    }

    /** Held still while it moves by no more than our own lateness. */
    private Optional<Instant> changedAt(Oid row, @Nullable Port before) {
        long changed = Cells.number(mib.cell(Oids.IF_LAST_CHANGE, row), 0);
        if (changed <= 0 || ticks < 0) {
            return Optional.empty();
        }
        long ago = changed <= ticks ? ticks - changed : ticks - changed + (1L << 32);
        Instant now = Instant.ofEpochSecond(at.minusMillis(ago * 10).getEpochSecond());
        Optional<Instant> held = before == null ? Optional.empty() : before.changedAt();
        return held.filter(h -> Duration.between(h, now).abs().toSeconds() <= 3).or(() -> Optional.of(now));
    }

    Tally tally(Oid row) {
        return counters.of(row);
    }

    /** ifCounterDiscontinuityTime; 0 when there is none. */
    long discontinuity(Oid row) {
        return Cells.number(mib.cell(Oids.IF_DISCONTINUITY, row), 0);
    }
}
