package vor.server.collect.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vor.model.Agent;
import vor.model.Collector;
import vor.model.Observation;
import vor.model.Sight;
import vor.model.Stations;
import vor.model.Stations.Station;
import vor.server.collect.snmp.SnmpSettings.Known;
import vor.server.collect.snmp.SnmpSettings.Rule;
import vor.server.collect.snmp.facts.Formula;
import vor.server.collect.snmp.facts.FormulaException;
import vor.server.collect.snmp.facts.VendorProfile;
import vor.server.collect.snmp.facts.VendorProfiles;
import vor.testkit.Devices;
import vor.testkit.ManualClock;
import vor.testkit.Pictures;
import vor.wire.snmp.Credential;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Forwarding tables that stand in a context for each VLAN, as Cisco's switches have them. */
class VlanTablesTest {
    private static final Oid STATE = Oid.of("1.3.6.1.4.1.9.9.46.1.3.1.1.2");
    private static final Oid FDB_PORT = Oid.of("1.3.6.1.2.1.17.4.3.1.2");
    private static final Oid FDB_STATUS = Oid.of("1.3.6.1.2.1.17.4.3.1.3");
    private static final Oid BASE_PORT = Oid.of("1.3.6.1.2.1.17.1.4.1.2");
    private static final Duration ROUND = Duration.ofMinutes(11);

    private final ManualClock clock = new ManualClock();
    private final VirtualAgents network = new VirtualAgents(clock);
    private final VirtualAgents.VirtualAgent agent = network.add("10.0.0.1");
    private final List<Observation> told = new ArrayList<>();
    private final Counters counters = new Counters();

    static List<Credential> credentials() {
        return List.of(VirtualAgents.PUBLIC, VirtualAgents.FIRST, VirtualAgents.USER);
    }

    private SnmpEngine engine(Credential as) {
        Rule all = new Rule(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("all"), Pace.DEFAULT, 161);
        SnmpEngine engine = new SnmpEngine(
                clock,
                new SnmpSettings(Map.of("all", new Known(Optional.of(as), "")), List.of(all), 2000),
                network,
                name -> Optional.of(InetAddress.ofLiteral(name)),
                device -> new Understood(device.id(), VlanTablesTest::cisco),
                new Random(7),
                new Collector.Sink() {
                    @Override
                    public void observed(List<? extends Observation> all) {
                        told.addAll(all);
                    }

                    @Override
                    public void sight(Sight sight) {}
                },
                counters);
        engine.inventory(Pictures.inventory(1, List.of(Devices.device(1, "sw1").addresses("10.0.0.1").build())));
        return engine;
    }

    private static VendorProfiles cisco() {
        Map<String, Oid> columns = Map.of("vtpState", STATE);
        try {
            VendorProfile profile = new VendorProfile(
                    "cisco",
                    "Cisco",
                    List.of(new VendorProfile.Match(Optional.of(Oid.of("1.3.6.1.4.1.9")), Optional.empty())),
                    List.of(new VendorProfile.Columns("vtpVlanTable", VendorProfile.Cadence.SLOW, false, false, columns)),
                    List.of(new VendorProfile.Rule(
                            VendorProfile.Kind.CONTEXT,
                            STATE,
                            Optional.of(Formula.parse("vtpState == 1", columns, Map.of())),
                            Map.of("vlan", Formula.parse("index[2]", columns, Map.of())),
                            false,
                            1)));
            return new VendorProfiles(List.of(profile), VendorProfile.NONE);
        } catch (FormulaException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(SnmpEngine engine, Duration span) {
        long end = clock.nanos() + span.toNanos();
        while (clock.nanos() < end) {
            long step = Math.min(Math.min(engine.round(), network.next() - clock.nanos()), end - clock.nanos());
            clock.advance(Duration.ofNanos(Math.max(step, 100_000)));
        }
        engine.round();
    }

    /** A switch with two ports; MAC addresses of VLAN v are 2.0.0.0.v.n. */
    private void box(int... vlans) {
        agent.put("1.3.6.1.2.1.1.2.0", new Value.ObjectId(Oid.of("1.3.6.1.4.1.9.1.1208")));
        agent.put("1.3.6.1.2.1.1.3.0", new Value.Ticks(4711));
        for (int port = 1; port <= 2; port++) {
            agent.put("1.3.6.1.2.1.2.2.1.8." + port, new Value.Int(1));
            agent.put("1.3.6.1.2.1.31.1.1.1.1." + port, new Value.Octets(("Gi1/0/" + port).getBytes(StandardCharsets.UTF_8)));
        }
        for (int vlan : vlans) {
            agent.objects.put(STATE.with(1, vlan), new Value.Int(1));
            agent.vlans.put(Integer.toString(vlan), forwarding(vlan, vlan == 10 ? 2 : 1));
        }
    }

    /** Bridge port 7 is ifIndex 2 in this VLAN only. */
    private static NavigableMap<Oid, Value> forwarding(int vlan, int count) {
        NavigableMap<Oid, Value> table = new TreeMap<>();
        table.put(BASE_PORT.with(7), new Value.Int(2));
        for (int i = 1; i <= count; i++) {
            table.put(FDB_PORT.with(2, 0, 0, vlan >> 8, vlan & 255, i), new Value.Int(7));
            table.put(FDB_STATUS.with(2, 0, 0, vlan >> 8, vlan & 255, i), new Value.Int(3));
        }
        return table;
    }

    private Stations stations() {
        return told.stream().filter(Stations.class::isInstance).map(Stations.class::cast).reduce((a, b) -> b).orElseThrow();
    }

    private Agent report() {
        return told.stream().filter(Agent.class::isInstance).map(Agent.class::cast).reduce((a, b) -> b).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void eachVlanIsAskedInItsOwnContextAndStationsCarryIt(Credential as) {
        box(1, 10, 4094);
        agent.objects.put(STATE.with(1, 99), new Value.Int(2));
        run(engine(as), ROUND);

        assertThat(stations().stations()).containsExactlyInAnyOrder(
                new Station("02:00:00:00:01:01", "Gi1/0/2", 1, false),
                new Station("02:00:00:00:0a:01", "Gi1/0/2", 10, false),
                new Station("02:00:00:00:0a:02", "Gi1/0/2", 10, false),
                new Station("02:00:00:0f:fe:01", "Gi1/0/2", 4094, false));
        String before = as instanceof Credential.User ? "vlan-" : "";
        assertThat(agent.contexts).contains(before + "1", before + "10", before + "4094").doesNotContain(before + "99");
        assertThat(report().missing()).isEmpty();
        assertThat(report().state()).isEqualTo(Agent.State.ANSWERING);
    }

    @Test
    void anAgentWithoutVlansIsAskedForNone() {
        box();
        run(engine(VirtualAgents.PUBLIC), ROUND);

        assertThat(agent.contexts).isEmpty();
        assertThat(report().missing()).isEmpty();
    }

    @Test
    void aStationIsNotToldOnceMoreWithoutItsVlan() {
        box(1);
        agent.objects.putAll(forwarding(1, 1));
        agent.objects.put(BASE_PORT.with(7), new Value.Int(2));
        run(engine(VirtualAgents.PUBLIC), ROUND);

        assertThat(stations().stations()).containsExactly(new Station("02:00:00:00:01:01", "Gi1/0/2", 1, false));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void oneVlanThatIsNotAnsweredIsMissingAndTheOthersCome(Credential as) {
        box(1, 10, 20);
        agent.vlans.remove("10");
        run(engine(as), ROUND);

        assertThat(stations().stations()).extracting(Station::vlan).containsExactlyInAnyOrder(1, 20);
        assertThat(report().missing()).hasSize(1).first().asString().startsWith("VLAN 10: ");
        assertThat(report().state()).isEqualTo(Agent.State.ANSWERING);
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void anAgentThatTellsOfNoVlanIsSoonAskedForOneOnlyAndStaysGood(Credential as) {
        box(1, 10, 20, 30, 40, 50);
        agent.vlans.clear();
        SnmpEngine engine = engine(as);
        run(engine, ROUND);
        agent.contexts.clear();
        told.clear();
        run(engine, ROUND);

        assertThat(agent.contexts.stream().distinct()).hasSize(1);
        assertThat(report().state()).isEqualTo(Agent.State.ANSWERING);
        assertThat(report().missing()).anyMatch(m -> m.startsWith("VLANs: it tells none of 6 forwarding tables"));

        box(1, 10, 20, 30, 40, 50);
        run(engine, ROUND.multipliedBy(2));
        assertThat(stations().stations()).extracting(Station::vlan).contains(1, 10, 20, 30, 40, 50);
        assertThat(report().missing()).isEmpty();
    }

    @Test
    void aVlanThatBreaksOffKeepsWhatCameAndIsMarked() {
        box(10);
        agent.vlans.put("10", forwarding(10, 200));
        agent.mostValues = 30;
        agent.habit = pdu -> {
            agent.silent |= pdu.bindings().stream().anyMatch(b -> b.oid().equals(FDB_PORT.with(2, 0, 0, 0, 10, 60)));
            return pdu;
        };
        run(engine(VirtualAgents.PUBLIC), Duration.ofSeconds(320));

        assertThat(told.stream().filter(Agent.class::isInstance).map(Agent.class::cast).flatMap(a -> a.missing().stream()))
                .anyMatch(m -> m.startsWith("VLAN 10: "));
        assertThat(stations().stations()).hasSizeBetween(20, 199);
    }

    @Test
    void whatAVlanLosesIsGone() {
        box(1, 10);
        SnmpEngine engine = engine(VirtualAgents.PUBLIC);
        run(engine, ROUND);
        agent.objects.remove(STATE.with(1, 1));
        agent.vlans.put("10", forwarding(10, 1));
        run(engine, ROUND);

        assertThat(stations().stations()).containsExactly(new Station("02:00:00:00:0a:01", "Gi1/0/2", 10, false));
    }

    @Test
    void fourHundredVlansAreBoundedAndSpreadAndDelayNothing() {
        box(IntStream.rangeClosed(2, 401).toArray());
        agent.roundTrip = Duration.ofMillis(50);
        SnmpEngine engine = engine(VirtualAgents.PUBLIC);
        run(engine, Duration.ofSeconds(400));
        assertThat(stations().stations()).extracting(Station::vlan).containsOnlyOnceElementsOf(IntStream.rangeClosed(11, 257).boxed().toList()).doesNotContain(258);
        assertThat(report().missing()).containsExactly("VLANs: 256 of 400 are asked");

        List<Integer> tenSeconds = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int before = agent.contexts.size();
            run(engine, Duration.ofSeconds(10));
            tenSeconds.add(agent.contexts.size() - before);
        }
        assertThat(tenSeconds).allMatch(n -> n < 256 * 3 / 5);
        assertThat(tenSeconds.stream().mapToInt(n -> n).sum()).isGreaterThanOrEqualTo(256);
        assertThat(counters.late.sum()).isZero();
    }
}
