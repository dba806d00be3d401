package vor.server.collect.snmp;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import vor.model.Agent;
import vor.model.Collector;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Observation;
import vor.model.Report;
import vor.model.Sight;
import vor.server.collect.snmp.SnmpSettings.Known;
import vor.server.collect.snmp.SnmpSettings.Rule;
import vor.server.collect.snmp.facts.Column;
import vor.server.collect.snmp.facts.Poll;
import vor.testkit.Devices;
import vor.testkit.ManualClock;
import vor.testkit.Pictures;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** An engine over agents of a made-up network, on virtual time. */
abstract class EngineFixture {
    static final Oid NAMES = Oid.of("1.3.6.1.2.1.31.1.1.1.1");
    static final Oid STATES = Oid.of("1.3.6.1.2.1.2.2.1.8");
    static final String UPTIME = "1.3.6.1.2.1.1.3.0";

    final ManualClock clock = new ManualClock();
    final VirtualAgents network = new VirtualAgents(clock);
    final Map<DeviceId, Noting> noted = new HashMap<>();
    final List<Agent> reports = new ArrayList<>();
    final Counters counters = new Counters();
    SnmpSettings settings = settings(2000);
    SnmpEngine engine = engine();

    static SnmpSettings settings(int perSecond) {
        Rule all = new Rule(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("public"), Pace.DEFAULT, 161);
        return new SnmpSettings(
                Map.of("public", new Known(Optional.of(VirtualAgents.PUBLIC), "")), List.of(all), perSecond);
    }

    SnmpEngine engine() {
        return new SnmpEngine(
                clock,
                settings,
                network,
                name -> Optional.of(InetAddress.ofLiteral(name)),
                device -> noted.computeIfAbsent(device.id(), id -> new Noting()),
                new Random(7),
                new Collector.Sink() {
                    @Override
                    public void observed(List<? extends Observation> all) {
                        all.stream().filter(Agent.class::isInstance).map(Agent.class::cast).forEach(reports::add);
                    }

                    @Override
                    public void sight(Sight sight) {}
                },
                counters);
    }

    /** Writes down what it is given; asks two columns normally, and uptime fast. */
    static final class Noting implements Understanding {
        final List<Map<Oid, Column>> walks = new ArrayList<>();
        final List<String> troubles = new ArrayList<>();
        final List<Poll> polls = new ArrayList<>();
        final List<Map<Oid, Value>> gots = new ArrayList<>();
        final Set<String> watched = new HashSet<>();
        boolean broken;
        List<Task> tasks = List.of(
                new Task("ports", Task.Cadence.NORMAL, false, List.of(NAMES, STATES)),
                new Task("uptime", Task.Cadence.FAST, true, List.of(Oid.of(UPTIME))));

        @Override
        public List<Task> tasks() {
            return tasks;
        }

        @Override
        public void watch(Collection<String> ports) {
            watched.clear();
            watched.addAll(ports);
        }

        @Override
        public List<Report> walked(Task task, Map<Oid, Column> rows, String trouble, Poll poll) {
            polls.add(poll);
            if (broken) {
                throw new IllegalStateException("a fault of ours");
            }
            walks.add(rows);
            troubles.add(trouble);
            return List.of();
        }

        @Override
        public List<Report> got(Task task, Map<Oid, Value> objects, String trouble, Poll poll) {
            polls.add(poll);
            gots.add(objects);
            return List.of();
        }

        @Override
        public List<Oid> stateOf(Collection<String> ports) {
            return ports.stream().map(p -> STATES.with(Integer.parseInt(p.substring(p.lastIndexOf('/') + 1)))).toList();
        }

        @Override
        public Optional<Agent.Identity> identity() {
            return Optional.empty();
        }

        @Override
        public Optional<Agent.Uptime> uptime() {
            return Optional.empty();
        }
    }

    VirtualAgents.VirtualAgent box(String address, int ports) {
        VirtualAgents.VirtualAgent agent = network.add(address);
        agent.put(UPTIME, new Value.Ticks(4711));
        for (int i = 1; i <= ports; i++) {
            agent.put(NAMES + "." + i, new Value.Octets(("ge-0/0/" + i).getBytes(StandardCharsets.UTF_8)));
            agent.put(STATES + "." + i, new Value.Int(1));
        }
        return agent;
    }

    void watch(Device... devices) {
        engine.inventory(Pictures.inventory(1, List.of(devices)));
    }

    void run(Duration span) {
        long end = clock.nanos() + span.toNanos();
        while (clock.nanos() < end) {
            long idle = engine.round();
            long step = Math.min(Math.min(idle, network.next() - clock.nanos()), end - clock.nanos());
            clock.advance(Duration.ofNanos(Math.max(step, 100_000)));
        }
        engine.round();
    }

    Noting of(long id) {
        return Objects.requireNonNull(noted.get(new DeviceId(id)));
    }

    Agent last(long id) {
        return reports.stream().filter(a -> a.device().value() == id).reduce((a, b) -> b).orElseThrow();
    }

    static Device device(long id, String address) {
        return Devices.device(id, "d" + id).addresses(address).build();
    }
}
