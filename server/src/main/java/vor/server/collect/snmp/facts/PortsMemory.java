package vor.server.collect.snmp.facts;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vor.model.Port;
import vor.wire.snmp.Oid;

/** The ports of one device from poll to poll: their names, their rates, when they went down and came up. */
final class PortsMemory {
    private final NavigableMap<Oid, PortMemory> byRow = new TreeMap<>();

    /** Every port; with {@code whole} false those that did not come now are kept as they were. */
    Map<String, Port> read(Mib mib, Poll poll, long ticks, UptimeMemory uptime, boolean whole) {
        long raw = mib.scalar(Oids.SYS_UP_TIME).map(v -> Cells.number(v, -1)).orElse(-1L);
        PortReader reader = new PortReader(mib, poll, raw);
        SortedSet<Oid> rows = reader.rows();
        name(reader, rows, whole);
        Map<Oid, Tally> tallies = new LinkedHashMap<>();
        boolean moved = false;
        for (Oid row : rows) {
            Tally tally = reader.tally(row);
            tallies.put(row, tally);
            PortMemory memory = memory(row);
            memory.restarts(uptime.restarts(), reader.discontinuity(row));
            moved |= memory.moved(tally);
        }
        boolean allStill = !moved;
        tallies.forEach((row, tally) -> {
            PortMemory m = memory(row);
            m.whole(reader.port(row, m.name(), tally, m.last()), tally, ticks, allStill, poll);
        });
        return ports();
    }

    private PortMemory memory(Oid row) {
        return byRow.computeIfAbsent(row, r -> new PortMemory(r.toString(), r.toString()));
    }

    /** Names are unique; a port keeps its own for as long as its row says the same, or moves with it to another row. */
    private void name(PortReader reader, SortedSet<Oid> rows, boolean whole) {
        Map<Oid, String> bases = new LinkedHashMap<>();
        rows.forEach(row -> bases.put(row, reader.baseName(row)));
        Map<String, PortMemory> homeless = new LinkedHashMap<>();
        byRow.entrySet().removeIf(e -> {
            String base = bases.get(e.getKey());
            boolean leaves = base == null ? whole : !base.equals(e.getValue().base());
            if (leaves) {
                homeless.putIfAbsent(e.getValue().base(), e.getValue());
            }
            return leaves;
        });
        Set<String> taken = new HashSet<>();
        byRow.values().forEach(m -> taken.add(m.name()));
        bases.forEach((row, base) -> byRow.computeIfAbsent(row, r -> named(base, r, taken, homeless.remove(base))));
    }

    private static PortMemory named(String base, Oid row, Set<String> taken, @Nullable PortMemory former) {
        if (former != null && taken.add(former.name())) {
            return former;
        }
        String name = unique(base, row, taken);
        taken.add(name);
        return new PortMemory(base, name);
    }

    private static String unique(String base, Oid row, Set<String> taken) {
        String name = base;
        while (taken.contains(name)) {
            name = name + "#" + row;
        }
        return name;
    }

    /** Status and octets of those ports that were asked; their new rates. Ports that are not known yet are left out. */
    Map<String, Port> fast(Mib mib, Poll poll, long ticks, UptimeMemory uptime) {
        PortReader reader = new PortReader(mib, poll, mib.scalar(Oids.SYS_UP_TIME).map(v -> Cells.number(v, -1)).orElse(-1L));
        Map<Oid, Tally> tallies = new LinkedHashMap<>();
        boolean moved = false;
        for (Oid row : asked(mib)) {
            PortMemory memory = byRow.get(row);
            if (memory != null && memory.last() != null) {
                Tally tally = reader.tally(row);
                tallies.put(row, tally);
                memory.restarts(uptime.restarts(), discontinuity(mib, row, memory));
                moved |= tally.hasAny() && memory.moved(tally);
            }
        }
        boolean allStill = !moved;
        tallies.forEach((row, tally) -> {
            PortMemory m = memory(row);
            Port last = m.last();
            if (last != null) {
                m.fast(reader.seenNow(row, last), tally, ticks, allStill, poll);
            }
        });
        return ports();
    }

    private static long discontinuity(Mib mib, Oid row, PortMemory memory) {
        return Cells.number(mib.cell(Oids.IF_DISCONTINUITY, row), memory.discontinuity());
    }

    private static Set<Oid> asked(Mib mib) {
        Set<Oid> rows = new TreeSet<>(mib.column(Oids.IF_OPER).keySet());
        rows.addAll(mib.column(Oids.IF_HC_IN_OCTETS).keySet());
        rows.addAll(mib.column(Oids.IF_IN_OCTETS).keySet());
        return rows;
    }

    /** What tells whether the port is up and since when; empty for a port that is not known. */
    List<Oid> stateObjects(String name) {
        return row(name)
                .map(row -> List.of(Oids.IF_OPER.with(row), Oids.IF_ADMIN.with(row), Oids.IF_LAST_CHANGE.with(row)))
                .orElse(List.of());
    }

    List<Oid> octetObjects(String name) {
        return row(name).map(this::octetObjects).orElse(List.of());
    }

    private List<Oid> octetObjects(Oid row) {
        boolean wide = memory(row).wide();
        return List.of(
                (wide ? Oids.IF_HC_IN_OCTETS : Oids.IF_IN_OCTETS).with(row), (wide ? Oids.IF_HC_OUT_OCTETS : Oids.IF_OUT_OCTETS).with(row));
    }

    private Optional<Oid> row(String name) {
        return byRow.entrySet().stream().filter(e -> e.getValue().name().equals(name)).map(Map.Entry::getKey).findFirst();
    }

    /** In the order of the agent's index. */
    Map<String, Port> ports() {
        Map<String, Port> ports = new LinkedHashMap<>();
        byRow.values().forEach(m -> add(ports, m.last()));
        return ports;
    }

    private static void add(Map<String, Port> ports, @Nullable Port port) {
        if (port != null) {
            ports.put(port.name(), port);
        }
    }
}
