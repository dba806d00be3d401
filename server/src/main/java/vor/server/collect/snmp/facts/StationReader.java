package vor.server.collect.snmp.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vor.model.Stations.Binding;
import vor.model.Stations.Station;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Reads forwarding tables (Q-BRIDGE-MIB, BRIDGE-MIB, also one VLAN at a time) and the tables of ARP and ND. */
final class StationReader {
    private static final int SELF = 4;
    private static final int ENTERED = 5;
    private static final int INVALID = 2;
    private static final int MOST_VLAN = 4094;
    /** A table that is longer is cut: no device of ours has so many, and memory is not the agent's. */
    private static final int MOST = 500_000;

    private final PortNames names;
    private final Map<String, Station> stations = new LinkedHashMap<>();
    private final Set<String> macs = new HashSet<>();
    private final Map<String, Binding> bindings = new LinkedHashMap<>();

    StationReader(PortNames names) {
        this.names = names;
    }

    /** @param vlans the VLAN of each filtering database, where the agent tells that in a table of its own */
    void bridge(Mib mib, Map<Long, Integer> vlans) {
        Map<Long, Integer> all = new HashMap<>(vlans);
        vlanTable(mib).forEach(all::putIfAbsent);
        mib.column(Oids.Q_FDB_PORT).forEach((index, port) -> {
            if (index.size() == 7) {
                long fdb = Integer.toUnsignedLong(index.part(0));
                int vlan = all.getOrDefault(fdb, fdb <= MOST_VLAN && !all.containsValue((int) fdb) ? (int) fdb : 0);
                add(mib, Cells.mac(index, 1), port, Cells.whole(mib.cell(Oids.Q_FDB_STATUS, index), 3), vlan);
            }
        });
        older(mib, 0);
    }

    /** What the agent's context for one VLAN tells (Cisco). */
    void context(Mib mib, int vlan) {
        older(mib, vlan);
    }

    private void older(Mib mib, int vlan) {
        mib.column(Oids.FDB_PORT).forEach((index, port) -> {
            String mac = Cells.mac(index, 0);
            if (vlan != 0 || !macs.contains(mac)) {
                add(mib, mac, port, Cells.whole(mib.cell(Oids.FDB_STATUS, index), 3), vlan);
            }
        });
    }

    private void add(Mib mib, String mac, Value port, int status, int vlan) {
        if (!mac.isEmpty() && status != INVALID && stations.size() < MOST) {
            macs.add(mac);
            Station station = new Station(mac, port(mib, Cells.whole(port, 0)), vlan, status == SELF || status == ENTERED);
            stations.putIfAbsent(vlan + " " + mac, station);
        }
    }

    /** Bridge ports have numbers of their own; an agent without a table of them means the ifIndex. */
    private String port(Mib mib, int number) {
        if (number == 0) {
            return "";
        }
        Value index = mib.cell(Oids.BASE_PORT_IF, Oid.of(number));
        boolean noTable = mib.column(Oids.BASE_PORT_IF).isEmpty();
        return names.carrier(names.ofIndex(index == null ? noTable ? number : 0 : Cells.number(index, 0)));
    }

    /** dot1qVlanFdbId, whose index is a time mark and the VLAN. */
    private static Map<Long, Integer> vlanTable(Mib mib) {
        Map<Long, Integer> vlans = new HashMap<>();
        mib.column(Oids.Q_VLAN_FDB).forEach((index, fdb) -> {
            if (index.size() == 2 && index.part(1) > 0 && index.part(1) <= MOST_VLAN) {
                vlans.putIfAbsent(Cells.number(fdb, 0), index.part(1));
            }
        });
        return vlans;
    }

    /** ipNetToPhysical, which holds both families, then the tables before it. */
    void neighbours(Mib mib) {
        mib.column(Oids.PHYS_MAC).forEach((index, mac) -> {
            int length = index.size() - 3;
            boolean told = length > 0 && index.part(2) == length;
            bind(index, told ? Addresses.of(index, 3, length) : Addresses.of(index, 2, index.size() - 2), mac,
                    Cells.whole(mib.cell(Oids.PHYS_TYPE, index), 0));
        });
        mib.column(Oids.ARP_MAC).forEach((index, mac) ->
                bind(index, Addresses.of(index, 1, 4), mac, Cells.whole(mib.cell(Oids.ARP_TYPE, index), 0)));
        mib.column(Oids.ND_MAC).forEach((index, mac) -> {
            int from = index.size() - 16;
            bind(index, Addresses.of(index, from, 16), mac, 0);
        });
    }

    private void bind(Oid index, String address, Value mac, int type) {
        String hardware = Cells.mac(mac);
        if (!address.isEmpty() && !hardware.isEmpty() && type != INVALID && bindings.size() < MOST) {
            String port = names.ofIndex(index.part(0));
            bindings.putIfAbsent(address + " " + port, new Binding(address, hardware, port));
        }
    }

    List<Station> stations() {
        return new ArrayList<>(stations.values());
    }

    List<Binding> bindings() {
        return new ArrayList<>(bindings.values());
    }
}
