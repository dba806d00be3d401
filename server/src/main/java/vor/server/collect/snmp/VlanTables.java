package vor.server.collect.snmp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vor.model.Stations;
import vor.model.Stations.Station;
import vor.server.collect.snmp.facts.Column;
import vor.server.collect.snmp.facts.DeviceFacts;
import vor.server.collect.snmp.facts.Mib;
import vor.server.collect.snmp.facts.Tables;
import vor.wire.snmp.Oid;

/**
 * Forwarding tables of an agent that keeps one for each VLAN: which VLANs are asked, and what each told last. An agent that is
 * silent about VLANs is asked for one of them only, until it tells. One thread.
 */
final class VlanTables {
    /** More are left out, and that is said. */
    static final int MOST = 256;

    private static final int MOST_IN_VAIN = 2;
    private static final int MOST_STATIONS = 500_000;

    private final Map<Integer, List<Station>> told = new TreeMap<>();
    private List<Integer> vlans = List.of();
    private int inVain;

    /** From now on these. */
    void are(List<Integer> next) {
        vlans = List.copyOf(next);
        told.keySet().retainAll(next);
    }

    List<Task> tasks() {
        List<Oid> columns = Tables.ofContext().stream().flatMap(t -> t.columns().stream()).toList();
        return vlans.stream().limit(inVain < MOST_IN_VAIN ? MOST : 1).map(v -> new Task("VLAN " + v, Task.Cadence.SLOW, false, columns, v)).toList();
    }

    /** What is not asked, for people. */
    List<String> leftOut() {
        if (vlans.isEmpty()) {
            return List.of();
        }
        if (inVain >= MOST_IN_VAIN) {
            return List.of("VLANs: it tells none of " + vlans.size() + " forwarding tables (community@VLAN, or context vlan-VLAN)");
        }
        return vlans.size() > MOST ? List.of("VLANs: " + MOST + " of " + vlans.size() + " are asked") : List.of();
    }

    /**
     * Takes one VLAN's rows in; those of a walk that broke off at its beginning are not better than the older ones.
     *
     * @return whether something has changed
     */
    boolean took(Task task, Map<Oid, Column> rows, String trouble, DeviceFacts facts) {
        boolean empty = rows.values().stream().allMatch(Column::isEmpty);
        if (empty && !trouble.isEmpty()) {
            inVain++;
            return false;
        }
        inVain = 0;
        Mib context = new Mib();
        rows.forEach(context::put);
        List<Station> now = facts.stations(context, task.vlan());
        return !now.equals(told.put(task.vlan(), now));
    }

    /** What the agent told as a whole, and of each VLAN; what is known with its VLAN does not stand there without one. */
    Stations with(Stations whole) {
        if (told.isEmpty()) {
            return whole;
        }
        List<Station> all = new ArrayList<>();
        Set<String> macs = new HashSet<>();
        told.values().forEach(of -> of.stream().limit(Math.max(0, MOST_STATIONS - all.size())).forEach(s -> {
            all.add(s);
            macs.add(s.mac());
        }));
        whole.stations().stream().filter(s -> s.vlan() != 0 || !macs.contains(s.mac())).forEach(all::add);
        return new Stations(whole.device(), whole.at(), all, whole.bindings());
    }
}
