package vor.server.collect.snmp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vor.model.Agent;
import vor.model.DeviceId;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Report;
import vor.model.Stations;
import vor.server.collect.snmp.facts.Cable;
import vor.server.collect.snmp.facts.Column;
import vor.server.collect.snmp.facts.DeviceFacts;
import vor.server.collect.snmp.facts.Mib;
import vor.server.collect.snmp.facts.Poll;
import vor.server.collect.snmp.facts.Tables;
import vor.server.collect.snmp.facts.Tables.Table;
import vor.server.collect.snmp.facts.VendorProfile;
import vor.server.collect.snmp.facts.VendorProfiles;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/**
 * Understands one agent by its vendor's profile: which profile is told by the first answers, until then the standard
 * tables are asked. Ports are put together when their last table has come, everything else when the last of its cadence has.
 */
final class Understood implements Understanding {
    private static final Oid INSTANCE = Oid.of(0);
    private static final Oid STATUS = Oid.of(1, 3, 6, 1, 2, 1, 2, 2, 1, 8);
    /** Ports at the fast cadence; more are left to the normal one. */
    private static final int MOST_WATCHED = 128;
    private static final String LAST_OF_PORTS = "ifXTable";
    private static final Set<String> LONG_TABLES =
            Set.of("dot1qTpFdbTable", "dot1dTpFdbTable", "ipNetToPhysicalTable", "ipNetToMediaTable", "ipv6NetToMediaTable");
    private static final String WATCHED = "watched ports";

    private final DeviceFacts facts;
    private final Supplier<VendorProfiles> profiles;
    private final Mib mib = new Mib();
    private final VlanTables vlans = new VlanTables();
    private Set<String> watched = Set.of();
    private @Nullable Ports ports;
    private @Nullable Stations stations;
    private boolean whole = true;
    private long statusAsked;
    private boolean narrow;
    private List<Table> tables;
    private List<Task> tasks = List.of();

    Understood(DeviceId device, Supplier<VendorProfiles> profiles) {
        facts = new DeviceFacts(device, profiles.get().standard());
        this.profiles = profiles;
        tables = Tables.of(facts.profile());
        plan();
    }

    @Override
    public List<Task> tasks() {
        return tasks;
    }

    @Override
    public void watch(Collection<String> names) {
        watched = new LinkedHashSet<>(names);
        plan();
    }

    @Override
    public void plan(Collection<Cable> cables) {
        facts.plan(cables);
    }

    /* Whose rows belong together come one after the other, what they are put together by comes last. */
    private void plan() {
        List<Task> next = new ArrayList<>();
        List<String> often = withMembers(watched);
        List<Oid> state = often.isEmpty() ? List.of() : facts.fastObjects(often);
        if (!state.isEmpty()) {
            next.add(new Task(WATCHED, Task.Cadence.FAST, true, state));
        }
        tables.stream().filter(t -> t.name().equals("system")).findFirst().ifPresent(t -> next.add(task(t, Task.Cadence.NORMAL)));
        if (narrow) {
            next.add(task(Tables.narrow()));
        }
        tables.stream().filter(t -> ofPorts(t.name())).forEach(t -> next.add(task(t)));
        next.add(task(tables.stream().filter(t -> t.name().equals(LAST_OF_PORTS)).findFirst().orElseThrow()));
        tables.stream()
                .filter(t -> !t.name().equals("system") && !t.name().equals(LAST_OF_PORTS) && !ofPorts(t.name()))
                .forEach(t -> next.add(task(t)));
        next.addAll(vlans.tasks());
        if (!next.equals(tasks)) {
            tasks = List.copyOf(next);
        }
    }

    private static boolean ofPorts(String table) {
        return switch (table) {
            case "uptime", "ifTable", "ifTable32", "ifStackTable", "dot3adAggPortTable" -> true;
            default -> false;
        };
    }

    static Task task(Table table) {
        return task(table, cadence(table.cadence()));
    }

    private static Task task(Table table, Task.Cadence cadence) {
        List<Oid> oids = table.scalars()
                ? table.columns().stream().map(c -> c.with(INSTANCE)).toList()
                : table.columns();
        return new Task(table.name(), cadence, table.scalars(), oids);
    }

    private static Task.Cadence cadence(VendorProfile.Cadence cadence) {
        return switch (cadence) {
            case FAST -> Task.Cadence.FAST;
            case NORMAL -> Task.Cadence.NORMAL;
            case SLOW -> Task.Cadence.SLOW;
        };
    }

    @Override
    public List<Report> walked(Task task, Map<Oid, Column> rows, String trouble, Poll poll) {
        if (task.vlan() != 0) {
            return ofVlan(task, rows, trouble);
        }
        statusAsked = rows.containsKey(STATUS) ? poll.asked() : statusAsked;
        rows.forEach((column, own) -> {
            if (trouble.isEmpty() || !own.isEmpty()) {
                mib.put(column, own);
            }
        });
        return put(task, trouble, poll);
    }

    @Override
    public List<Report> got(Task task, Map<Oid, Value> objects, String trouble, Poll poll) {
        if (task.name().equals(WATCHED) || task.name().equals(AgentDesk.URGENT)) {
            return state(objects, poll);
        }
        objects.forEach((oid, value) -> mib.putScalar(oid.first(oid.size() - 1), value));
        if (task.name().equals("system")) {
            VendorProfile fits = profiles.get().of(mib);
            if (!fits.equals(facts.profile())) {
                facts.profile(fits);
                tables = Tables.of(fits);
                plan();
            }
        }
        if (task.name().equals("uptime")) {
            facts.uptime(mib, poll.at(), poll.nanos());
        }
        return put(task, trouble, poll);
    }

    private List<Report> put(Task task, String trouble, Poll poll) {
        Instant at = poll.at();
        if (ofPorts(task.name()) || task.name().equals(LAST_OF_PORTS)) {
            whole &= trouble.isEmpty();
        }
        List<Report> reports = new ArrayList<>();
        if (task.name().equals(LAST_OF_PORTS)) {
            reports.add(portsNow(poll));
        }
        if (last(task, Task.Cadence.NORMAL) || last(task, Task.Cadence.SLOW)) {
            reports.add(facts.chassis(mib, at));
        }
        if (last(task, Task.Cadence.SLOW)) {
            reports.add(facts.neighbours(mib, at));
            reports.add(stationsNow(at));
            forget(t -> LONG_TABLES.contains(t.name()));
        }
        return reports;
    }

    private Stations stationsNow(Instant at) {
        Stations now = facts.stations(mib, at, Map.of());
        stations = now;
        vlans.are(facts.vlanContexts(mib));
        plan();
        return vlans.with(now);
    }

    private List<Report> ofVlan(Task task, Map<Oid, Column> rows, String trouble) {
        boolean changed = vlans.took(task, rows, trouble, facts);
        plan();
        return changed && stations != null ? List.of(vlans.with(stations)) : List.of();
    }

    @Override
    public List<String> leftOut() {
        return vlans.leftOut();
    }

    /* What has become a report is not kept twice. */
    private void forget(Predicate<Task> which) {
        tasks.stream().filter(t -> !t.objects() && t.vlan() == 0 && which.test(t)).forEach(t -> t.oids().forEach(mib::drop));
    }

    private boolean last(Task task, Task.Cadence cadence) {
        return task.cadence() == cadence
                && tasks.stream().filter(t -> t.cadence() == cadence && t.vlan() == 0).reduce((a, b) -> b).filter(task::equals).isPresent();
    }

    private Ports portsNow(Poll poll) {
        Ports now = facts.ports(mib, poll.asked(statusAsked), whole);
        whole = true;
        ports = now;
        narrow = Tables.needsNarrow(mib);
        forget(t -> ofPorts(t.name()) || t.name().equals(LAST_OF_PORTS));
        plan();
        return now;
    }

    /** State of some ports: everything else of them, and all others, stay as they were. */
    private List<Report> state(Map<Oid, Value> objects, Poll poll) {
        if (ports == null || objects.isEmpty()) {
            return List.of();
        }
        Ports now = facts.fast(Mib.of(new TreeMap<>(objects)), poll);
        ports = now;
        return List.of(now);
    }

    @Override
    public List<Oid> stateOf(Collection<String> names) {
        List<String> all = withMembers(names);
        return all.isEmpty() ? List.of() : facts.stateObjects(all);
    }

    /* A bundle is asked through its members, a member with its bundle: the port alone does not tell. */
    private List<String> withMembers(Collection<String> names) {
        Ports now = ports;
        Set<String> all = new LinkedHashSet<>();
        if (now == null) {
            return List.of();
        }
        for (String name : names) {
            now.port(name).map(Port::name).ifPresent(all::add);
            now.bundle(name).or(() -> now.bundleOf(name)).ifPresent(b -> {
                all.add(b.name());
                b.members().forEach(m -> all.add(m.port()));
            });
        }
        return all.stream().limit(MOST_WATCHED).toList();
    }

    @Override
    public Optional<Agent.Identity> identity() {
        return facts.identity(mib);
    }

    @Override
    public Optional<Agent.Uptime> uptime() {
        return facts.uptime();
    }
}
