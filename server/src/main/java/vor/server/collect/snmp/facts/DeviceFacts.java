package vor.server.collect.snmp.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import vor.model.Agent;
import vor.model.Chassis;
import vor.model.DeviceId;
import vor.model.Neighbours;
import vor.model.Neighbours.Neighbour;
import vor.model.Neighbours.Protocol;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Stations;
import vor.model.Stations.Station;
import vor.server.collect.snmp.facts.VendorProfile.Kind;
import vor.server.collect.snmp.facts.VendorProfile.Rule;
import vor.wire.snmp.Oid;

/**
 * Makes the reports of one device from what its agent told, and remembers what they need from poll to poll: names, rates,
 * uptime, members of bundles. Each reading uses what is in the {@link Mib} at that time; nothing throws on what agents say.
 * Used by one thread.
 */
public final class DeviceFacts {
    private final DeviceId device;
    private final PortsMemory ports = new PortsMemory();
    private final UptimeMemory uptime = new UptimeMemory();
    private final BundleReader bundles = new BundleReader();
    private PortNames names = PortNames.NONE;
    private List<Ports.Bundle> bundled = List.of();

    private volatile VendorProfile profile;

    public DeviceFacts(DeviceId device, VendorProfile profile) {
        this.device = device;
        this.profile = profile;
    }

    /** Another profile from now on: found by what the agent said, or read anew. Any thread. */
    public void profile(VendorProfile other) {
        profile = other;
    }

    public VendorProfile profile() {
        return profile;
    }

    /** The cables that the inventory plans: so many members are expected of a bundle, of one without a plan the most that were ever seen. */
    public void plan(Collection<Cable> cables) {
        bundles.plan(cables);
    }

    /** Who the agent says it is; empty before it told anything of its system group. */
    public Optional<Agent.Identity> identity(Mib mib) {
        boolean told = List.of(Oids.SYS_DESCR, Oids.SYS_OBJECT_ID, Oids.SYS_NAME).stream()
                .anyMatch(o -> mib.scalar(o).isPresent());
        return told
                ? Optional.of(new Agent.Identity(
                        text(mib, Oids.SYS_NAME), text(mib, Oids.SYS_DESCR), text(mib, Oids.SYS_OBJECT_ID),
                        text(mib, Oids.SYS_LOCATION), text(mib, Oids.SYS_CONTACT), profile.name()))
                : Optional.empty();
    }

    /** The chassis id by which its neighbours know it over LLDP; empty when it does not say. */
    public String chassisId(Mib mib) {
        return new LldpReader(mib, names).ownChassis();
    }

    private static String text(Mib mib, Oid scalar) {
        return mib.scalar(scalar).map(Cells::text).orElse("");
    }

    /** The agent's uptime as last read by {@link #ports}, {@link #fast} or {@link #uptime(Mib, Instant, long)}. */
    public Optional<Agent.Uptime> uptime() {
        return uptime.uptime();
    }

    /**
     * Takes in sysUpTime, and snmpEngineTime and hrSystemUptime where they are.
     *
     * @param nanos monotonic, of the same moment as {@code at}
     */
    public Optional<Agent.Uptime> uptime(Mib mib, Instant at, long nanos) {
        uptime.read(mib, at, nanos);
        return uptime.uptime();
    }

    /**
     * Every port and bundle, with rates since the last time. sysUpTime must be of the same moment as the counters.
     *
     * @param poll asked: when the walk began that tells the status
     * @param whole false when a table broke off: ports that did not come now are kept as they were, with their age
     */
    public Ports ports(Mib mib, Poll poll, boolean whole) {
        uptime.read(mib, poll.at(), poll.nanos());
        Map<String, Port> all = ports.read(mib, poll, uptime.ticks(poll.nanos()), uptime, whole);
        names = new PortNames(all);
        bundled = bundles.read(mib, all, names, membership(mib));
        return new Ports(device, poll.at(), all, bundled);
    }

    /** The bundle of each port, as far as the profile knows where that stands. */
    private Map<String, String> membership(Mib mib) {
        Map<String, String> all = new LinkedHashMap<>();
        if (profile.rules().stream().anyMatch(r -> r.kind() == Kind.BUNDLE)) {
            new RowReader(profile, mib, names)
                    .each(Kind.BUNDLE, (rule, row) -> all.putIfAbsent(rule.field("port").text(row), rule.field("bundle").text(row)));
        }
        return all;
    }

    /**
     * Status and octets of the few ports that were asked for; all else as it was. A bundle's member that is not up carries
     * nothing any more.
     */
    public Ports fast(Mib mib, Poll poll) {
        uptime.read(mib, poll.at(), poll.nanos());
        Map<String, Port> all = ports.fast(mib, poll, uptime.ticks(poll.nanos()), uptime);
        bundled = BundleReader.seenNow(bundled, all);
        return new Ports(device, poll.at(), all, bundled);
    }

    /** Members, parts and sensors. */
    public Chassis chassis(Mib mib, Instant at) {
        ChassisReader reader = new ChassisReader(rows(mib, at));
        return new Chassis(device, at, reader.members(), reader.parts(), reader.sensors());
    }

    private RowReader rows(Mib mib, Instant at) {
        return new RowReader(profile, mib, names(mib, at));
    }

    /** Neighbours by LLDP, and by whatever the profile knows. */
    public Neighbours neighbours(Mib mib, Instant at) {
        List<Neighbour> all = new ArrayList<>(new LldpReader(mib, names(mib, at)).read());
        rows(mib, at).each(Kind.NEIGHBOUR, (rule, row) -> all.add(neighbour(rule, row)));
        return new Neighbours(device, at, all);
    }

    private static Neighbour neighbour(Rule rule, Row row) {
        String address = rule.field("address").text(row);
        String capabilities = rule.field("capabilities").text(row);
        return new Neighbour(
                RowReader.word(Protocol.class, rule.field("protocol").text(row), Protocol.LLDP),
                rule.field("port").text(row),
                rule.field("name").text(row),
                rule.field("chassis").text(row),
                rule.field("remote-port").text(row),
                rule.field("remote-port-description").text(row),
                rule.field("description").text(row),
                address.isEmpty() ? List.of() : List.of(address),
                capabilities.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(capabilities.split(" "))));
    }

    /** The VLANs whose forwarding tables stand in contexts of their own ({@code community@VLAN}, {@code vlan-VLAN}). */
    public List<Integer> vlanContexts(Mib mib) {
        SortedSet<Integer> all = new TreeSet<>();
        new RowReader(profile, mib, names).each(Kind.CONTEXT, (rule, row) -> all.add((int) rule.field("vlan").number(row)));
        return List.copyOf(all);
    }

    /**
     * Stations and addresses.
     *
     * @param contexts what the agent tells in its context for one VLAN, by VLAN (Cisco); else empty
     */
    public Stations stations(Mib mib, Instant at, Map<Integer, Mib> contexts) {
        StationReader reader = new StationReader(names(mib, at));
        Map<Long, Integer> vlans = new HashMap<>();
        rows(mib, at).each(Kind.VLAN, (rule, row) ->
                vlans.putIfAbsent((long) rule.field("fdb").number(row), (int) rule.field("vlan").number(row)));
        reader.bridge(mib, vlans);
        contexts.forEach((vlan, context) -> reader.context(context, vlan));
        reader.neighbours(mib);
        return new Stations(device, at, reader.stations(), reader.bindings());
    }

    /** The stations of one VLAN, out of what the agent tells in the context for it (Cisco). */
    public List<Station> stations(Mib context, int vlan) {
        StationReader reader = new StationReader(names);
        reader.context(context, vlan);
        return reader.stations();
    }

    /**
     * What to GET for a fast look at these ports, sysUpTime first: status, and octets in the widest counters that the agent
     * has. Ports that it does not have are left out. The answer, as a Mib of whole objects, is for {@link #fast}.
     */
    public List<Oid> fastObjects(Collection<String> portNames) {
        List<Oid> all = new ArrayList<>(stateObjects(portNames));
        portNames.forEach(name -> all.addAll(ports.octetObjects(name)));
        return all;
    }

    /** The same without octets: as little as tells whether they are up. */
    public List<Oid> stateObjects(Collection<String> portNames) {
        List<Oid> all = new ArrayList<>(List.of(Oids.SYS_UP_TIME.with(0)));
        portNames.forEach(name -> all.addAll(ports.stateObjects(name)));
        return all;
    }

    /** Before the first ports are read, whatever the same Mib tells of them. */
    private PortNames names(Mib mib, Instant at) {
        if (names.isEmpty()) {
            return new PortNames(new PortsMemory().read(mib, Poll.at(at, 0), 0, new UptimeMemory(), true));
        }
        return names;
    }

    /** Whether the rule makes anything of what the agent told: for those who check a profile. */
    public static boolean makesRows(Rule rule, Mib mib) {
        Entities entities = new Entities(mib);
        return mib.column(rule.of()).keySet().stream()
                .map(index -> new Row(mib, PortNames.NONE, entities, index))
                .anyMatch(row -> mib.cell(rule.of(), row.index()) != null && rule.where().map(w -> w.holds(row)).orElse(true));
    }
}
