package vor.server.collect.snmp.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vor.model.Port;
import vor.model.Ports;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/**
 * Which ports act as one: by IEEE8023-LAG-MIB, else by what the agent stacks under an aggregate in ifStackTable, else by a vendor's table. Junos
 * stacks units ({@code ae0.0} over {@code et-0/2/0.0}) and only those that are active, so members are remembered.
 */
final class BundleReader {
    private static final int LAG = 161;
    private static final int INDIVIDUAL = 0;
    private static final int AGGREGATION = 2;
    private static final int SYNCHRONIZATION = 3;
    private static final int COLLECTING = 4;
    private static final int DISTRIBUTING = 5;
    private static final List<String> FLAGS = List.of(
            "activity", "timeout", "aggregation", "synchronization", "collecting", "distributing", "defaulted", "expired");
    private static final Pattern UNIT = Pattern.compile("(.+)\\.\\d+");
    private static final Pattern BUNDLE_NAME = Pattern.compile(
            "(?i)(ae|po|lag|bond|team|trk|be|port-?channel|bundle-ether|bridge-aggregation|route-aggregation|eth-trunk)[ -]?\\d+");

    /** Members ever seen, by bundle. */
    private final Map<String, Set<String>> seen = new HashMap<>();
    private final Map<String, Integer> most = new HashMap<>();
    private List<Cable> planned = List.of();

    /** From now on what the inventory plans for a bundle is expected of it; of others the most members that were ever seen. */
    void plan(Collection<Cable> cables) {
        planned = List.copyOf(cables);
    }

    /** @param membership the bundle of a port, by name, where the agent tells it in a vendor's table */
    List<Ports.Bundle> read(Mib mib, Map<String, Port> ports, PortNames names, Map<String, String> membership) {
        Map<String, Map<String, Ports.Member>> bundles = new TreeMap<>(new NaturalOrder());
        ports.values().stream().filter(p -> p.type() == LAG && !isUnit(p, ports)).forEach(p -> bundles.put(p.name(), new LinkedHashMap<>()));
        byLacp(mib, ports, names, bundles);
        byStack(mib, ports, names, bundles);
        membership.forEach((port, bundle) -> join(whole(bundle, ports), whole(port, ports), true, bundles));
        Map<String, Set<String>> ever = new LinkedHashMap<>();
        bundles.forEach((name, members) -> ever.put(name, remember(name, members, ports)));
        Map<String, Integer> plan = new BundlePlan(planned, names).expected(ever);
        List<Ports.Bundle> all = new ArrayList<>();
        bundles.forEach((name, members) -> all.add(bundle(name, members, plan)));
        return all;
    }

    private static void byLacp(Mib mib, Map<String, Port> ports, PortNames names, Map<String, Map<String, Ports.Member>> bundles) {
        Set<Oid> rows = new LinkedHashSet<>(mib.column(Oids.AGG_ATTACHED).keySet());
        rows.addAll(mib.column(Oids.AGG_SELECTED).keySet());
        for (Oid row : rows) {
            int attached = Cells.whole(mib.cell(Oids.AGG_ATTACHED, row), 0);
            int selected = Cells.whole(mib.cell(Oids.AGG_SELECTED, row), 0);
            int aggregate = attached != 0 ? attached : selected;
            String member = row.size() == 0 ? "" : names.ofIndex(row.part(0));
            String bundle = names.ofIndex(aggregate);
            Port port = ports.get(member);
            Port over = ports.get(bundle);
            if (port != null && over != null && port != over && isBundle(over)) {
                bundles.computeIfAbsent(bundle, b -> new LinkedHashMap<>()).put(member, member(mib, row, port, attached != 0));
            }
        }
    }

    private static Ports.Member member(Mib mib, Oid row, Port port, boolean attached) {
        byte[] actor = Cells.bits(mib.cell(Oids.AGG_ACTOR_STATE, row));
        byte[] partner = Cells.bits(mib.cell(Oids.AGG_PARTNER_STATE, row));
        boolean speaks = Cells.bit(actor, INDIVIDUAL) || Cells.bit(actor, AGGREGATION);
        boolean carries = Cells.bit(actor, SYNCHRONIZATION) && Cells.bit(actor, COLLECTING) && Cells.bit(actor, DISTRIBUTING);
        Optional<Ports.Lacp> lacp = actor.length == 0 && partner.length == 0
                ? Optional.empty()
                : Optional.of(new Ports.Lacp(
                        flags(actor), flags(partner), Cells.mac(mib.cell(Oids.AGG_PARTNER_SYSTEM, row)),
                        Cells.whole(mib.cell(Oids.AGG_PARTNER_PORT, row), 0)));
        return new Ports.Member(port.name(), attached && port.up() && (carries || !speaks), lacp);
    }

    private static List<String> flags(byte[] bits) {
        List<String> set = new ArrayList<>();
        for (int i = 0; i < FLAGS.size(); i++) {
            if (Cells.bit(bits, i)) {
                set.add(FLAGS.get(i));
            }
        }
        return set;
    }

    private static void byStack(Mib mib, Map<String, Port> ports, PortNames names, Map<String, Map<String, Ports.Member>> bundles) {
        for (Map.Entry<Oid, Value> e : mib.column(Oids.IF_STACK_STATUS).entrySet()) {
            Oid pair = e.getKey();
            if (pair.size() != 2 || pair.part(0) == 0 || pair.part(1) == 0) {
                continue;
            }
            Port over = whole(names.ofIndex(pair.part(0)), ports);
            Port under = whole(names.ofIndex(pair.part(1)), ports);
            join(over, under, Cells.whole(e.getValue(), 1) == 1, bundles);
        }
    }

    private static void join(
            @Nullable Port over, @Nullable Port under, boolean active, Map<String, Map<String, Ports.Member>> bundles) {
        if (over != null && under != null && over != under && isBundle(over) && !isBundle(under)) {
            bundles.computeIfAbsent(over.name(), b -> new LinkedHashMap<>())
                    .putIfAbsent(under.name(), new Ports.Member(under.name(), active && under.up(), Optional.empty()));
        }
    }

    /** The port itself where a unit of it is meant. */
    private static @Nullable Port whole(String name, Map<String, Port> ports) {
        var unit = UNIT.matcher(name);
        Port parent = unit.matches() ? ports.get(unit.group(1)) : null;
        return parent == null ? ports.get(name) : parent;
    }

    private static boolean isUnit(Port port, Map<String, Port> ports) {
        return whole(port.name(), ports) != port;
    }

    private static boolean isBundle(Port port) {
        return port.type() == LAG
                || !port.physical()
                        && (BUNDLE_NAME.matcher(port.name()).matches() || BUNDLE_NAME.matcher(port.description()).matches());
    }

    /** All that were ever members and are ports still. */
    private Set<String> remember(String name, Map<String, Ports.Member> members, Map<String, Port> ports) {
        Set<String> ever = seen.computeIfAbsent(name, n -> new LinkedHashSet<>());
        ever.addAll(members.keySet());
        ever.retainAll(ports.keySet());
        most.merge(name, members.size(), Math::max);
        return ever;
    }

    /** Members that were here before and are not now belong to it still, without carrying anything. */
    private Ports.Bundle bundle(String name, Map<String, Ports.Member> members, Map<String, Integer> plan) {
        List<Ports.Member> all = new ArrayList<>(members.values());
        seen.getOrDefault(name, Set.of()).stream()
                .filter(port -> !members.containsKey(port))
                .forEach(port -> all.add(new Ports.Member(port, false, Optional.empty())));
        int expected = plan.getOrDefault(name, most.getOrDefault(name, members.size()));
        return new Ports.Bundle(name, all, expected);
    }

    /** The same bundles after a look at the status of some ports. */
    static List<Ports.Bundle> seenNow(List<Ports.Bundle> bundles, Map<String, Port> ports) {
        return bundles.stream()
                .map(b -> new Ports.Bundle(b.name(), b.members().stream().map(m -> seenNow(m, ports)).toList(), b.expected()))
                .toList();
    }

    private static Ports.Member seenNow(Ports.Member member, Map<String, Port> ports) {
        Port port = ports.get(member.port());
        return port == null || port.up() ? member : new Ports.Member(member.port(), false, member.lacp());
    }
}
