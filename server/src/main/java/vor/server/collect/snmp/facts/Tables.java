package vor.server.collect.snmp.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import vor.server.collect.snmp.facts.VendorProfile.Cadence;
import vor.server.collect.snmp.facts.VendorProfile.Columns;
import vor.wire.snmp.Oid;

/** What to ask an agent for, and how often. */
public final class Tables {
    private Tables() {}

    /**
     * Columns that are walked together, as they have the same rows.
     *
     * @param scalars not walked but asked by GET, each with a 0 behind it
     */
    public record Table(String name, Cadence cadence, List<Oid> columns, boolean scalars) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    private static final List<Table> STANDARD = List.of(
            scalars("system", Cadence.SLOW, Oids.SYS_DESCR, Oids.SYS_OBJECT_ID, Oids.SYS_NAME, Oids.SYS_LOCATION, Oids.SYS_CONTACT),
            scalars("uptime", Cadence.NORMAL, Oids.SYS_UP_TIME, Oids.ENGINE_TIME, Oids.HR_UPTIME),
            table("ifTable", Cadence.NORMAL,
                    Oids.IF_DESCR, Oids.IF_TYPE, Oids.IF_SPEED, Oids.IF_MAC, Oids.IF_ADMIN, Oids.IF_OPER, Oids.IF_LAST_CHANGE,
                    Oids.IF_IN_DISCARDS, Oids.IF_IN_ERRORS, Oids.IF_OUT_DISCARDS, Oids.IF_OUT_ERRORS),
            table("ifXTable", Cadence.NORMAL,
                    Oids.IF_NAME, Oids.IF_HC_IN_OCTETS, Oids.IF_HC_IN_UCAST, Oids.IF_HC_IN_MCAST, Oids.IF_HC_IN_BCAST,
                    Oids.IF_HC_OUT_OCTETS, Oids.IF_HC_OUT_UCAST, Oids.IF_HC_OUT_MCAST, Oids.IF_HC_OUT_BCAST,
                    Oids.IF_HIGH_SPEED, Oids.IF_ALIAS, Oids.IF_DISCONTINUITY),
            table("ifStackTable", Cadence.NORMAL, Oids.IF_STACK_STATUS),
            table("dot3adAggPortTable", Cadence.NORMAL,
                    Oids.AGG_PARTNER_SYSTEM, Oids.AGG_SELECTED, Oids.AGG_ATTACHED, Oids.AGG_PARTNER_PORT, Oids.AGG_ACTOR_STATE,
                    Oids.AGG_PARTNER_STATE),
            new Table("lldpLocal", Cadence.SLOW, LldpReader.ownObjects(), true),
            new Table("lldpRemTable", Cadence.SLOW, LldpReader.remoteColumns(), false),
            new Table("lldpRemManAddrTable", Cadence.SLOW, LldpReader.addressColumns(), false),
            new Table("lldpLocPortTable", Cadence.SLOW, LldpReader.localColumns(), false),
            new Table("lldpV2RemTable", Cadence.SLOW, LldpReader.remoteColumnsV2(), false),
            new Table("lldpV2RemManAddrTable", Cadence.SLOW, LldpReader.addressColumnsV2(), false),
            table("dot1dBasePortTable", Cadence.SLOW, Oids.BASE_PORT_IF),
            table("dot1qTpFdbTable", Cadence.SLOW, Oids.Q_FDB_PORT, Oids.Q_FDB_STATUS),
            table("dot1qVlanCurrentTable", Cadence.SLOW, Oids.Q_VLAN_FDB),
            table("dot1dTpFdbTable", Cadence.SLOW, Oids.FDB_PORT, Oids.FDB_STATUS),
            table("ipNetToPhysicalTable", Cadence.SLOW, Oids.PHYS_MAC, Oids.PHYS_TYPE),
            table("ipNetToMediaTable", Cadence.SLOW, Oids.ARP_MAC, Oids.ARP_TYPE),
            table("ipv6NetToMediaTable", Cadence.SLOW, Oids.ND_MAC),
            table("entPhysicalTree", Cadence.SLOW,
                    Oids.ENT_DESCR, Oids.ENT_CONTAINED_IN, Oids.ENT_CLASS, Oids.ENT_POSITION, Oids.ENT_NAME),
            table("entAliasMappingTable", Cadence.SLOW, Oids.ENT_ALIAS_MAPPING));

    /** For agents without wide counters, instead of those of ifXTable. */
    private static final Table NARROW = table("ifTable32", Cadence.NORMAL,
            Oids.IF_IN_OCTETS, Oids.IF_IN_UCAST, Oids.IF_IN_NUCAST, Oids.IF_OUT_OCTETS, Oids.IF_OUT_UCAST, Oids.IF_OUT_NUCAST);

    /** What is asked of a VLAN's context. */
    private static final List<Table> CONTEXT = List.of(
            table("dot1dBasePortTable", Cadence.SLOW, Oids.BASE_PORT_IF),
            table("dot1dTpFdbTable", Cadence.SLOW, Oids.FDB_PORT, Oids.FDB_STATUS));

    private static final Set<String> CABLING = Set.of(
            "system", "uptime", "ifTable", "ifXTable", "ifStackTable", "dot3adAggPortTable", "lldpLocal", "lldpRemTable",
            "lldpRemManAddrTable", "lldpLocPortTable", "lldpV2RemTable", "lldpV2RemManAddrTable", "dot1dBasePortTable");

    private static final Set<VendorProfile.Kind> CABLING_RULES = Set.of(VendorProfile.Kind.NEIGHBOUR, VendorProfile.Kind.BUNDLE);

    private static Table table(String name, Cadence cadence, Oid... columns) {
        return new Table(name, cadence, Arrays.asList(columns), false);
    }

    private static Table scalars(String name, Cadence cadence, Oid... objects) {
        return new Table(name, cadence, Arrays.asList(objects), true);
    }

    /** All tables for an agent of that profile; those that an agent does not have cost one request each. */
    public static List<Table> of(VendorProfile profile) {
        List<Table> all = new ArrayList<>(STANDARD);
        for (Columns table : profile.tables()) {
            List<Oid> more = table.columns().values().stream().filter(c -> !asked(all, c)).toList();
            if (!more.isEmpty()) {
                all.add(new Table(table.name(), table.cadence(), more, table.scalars()));
            }
        }
        return all;
    }

    /** Only those that tell who an agent is, its ports and bundles, and who is plugged into them. */
    public static List<Table> ofCabling(VendorProfile profile) {
        return of(profile).stream().filter(t -> CABLING.contains(t.name()) || tellsCabling(t, profile)).toList();
    }

    private static boolean tellsCabling(Table table, VendorProfile profile) {
        return profile.rules().stream()
                .anyMatch(r -> CABLING_RULES.contains(r.kind()) && table.columns().contains(r.of()));
    }

    private static boolean asked(List<Table> all, Oid column) {
        return all.stream().anyMatch(t -> t.columns().contains(column));
    }

    /** Octets and packets in 32 bits: only for an agent that gave none in 64, as {@link #needsNarrow} tells. */
    public static Table narrow() {
        return NARROW;
    }

    /** Whether some port of the last walk has no wide octets. */
    public static boolean needsNarrow(Mib mib) {
        return !mib.column(Oids.IF_HC_IN_OCTETS).keySet().containsAll(mib.column(Oids.IF_OPER).keySet());
    }

    public static List<Table> ofContext() {
        return CONTEXT;
    }

    /** Names of the tables that the agent has told nothing of. */
    public static List<String> missing(Mib mib, VendorProfile profile) {
        return of(profile).stream()
                .filter(t -> t.columns().stream().allMatch(c -> mib.column(c).isEmpty()))
                .map(Table::name)
                .toList();
    }
}
