package vor.server.collect.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Test;
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
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Value;

class SnmpEngineTest {
    private static final Oid NAMES = Oid.of("1.3.6.1.2.1.31.1.1.1.1");
    private static final Oid STATES = Oid.of("1.3.6.1.2.1.2.2.1.8");
    private static final String UPTIME = "1.3.6.1.2.1.1.3.0";

    private final ManualClock clock = new ManualClock();
    private final VirtualAgents network = new VirtualAgents(clock);
    private final Map<DeviceId, Noting> noted = new HashMap<>();
    private final List<Agent> reports = new ArrayList<>();
    private final Counters counters = new Counters();
    private SnmpSettings settings = settings(2000);
    private SnmpEngine engine = engine();

    private static SnmpSettings settings(int perSecond) {
        Rule all = new Rule(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("public"), Pace.DEFAULT, 161);
        return new SnmpSettings(
                Map.of("public", new Known(Optional.of(VirtualAgents.PUBLIC), "")), List.of(all), perSecond);
    }

    private SnmpEngine engine() {
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
    private static final class Noting implements Understanding {
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

    private VirtualAgents.VirtualAgent box(String address, int ports) {
        VirtualAgents.VirtualAgent agent = network.add(address);
        agent.put(UPTIME, new Value.Ticks(4711));
        for (int i = 1; i <= ports; i++) {
            agent.put(NAMES + "." + i, new Value.Octets(("ge-0/0/" + i).getBytes(StandardCharsets.UTF_8)));
            agent.put(STATES + "." + i, new Value.Int(1));
        }
        return agent;
    }

    private void watch(Device... devices) {
        engine.inventory(Pictures.inventory(1, List.of(devices)));
    }

    private void run(Duration span) {
        long end = clock.nanos() + span.toNanos();
        while (clock.nanos() < end) {
            long idle = engine.round();
            long step = Math.min(Math.min(idle, network.next() - clock.nanos()), end - clock.nanos());
            clock.advance(Duration.ofNanos(Math.max(step, 100_000)));
        }
        engine.round();
    }

    private Noting of(long id) {
        return Objects.requireNonNull(noted.get(new DeviceId(id)));
    }

    private Agent last(long id) {
        return reports.stream().filter(a -> a.device().value() == id).reduce((a, b) -> b).orElseThrow();
    }

    private static Device device(long id, String address) {
        return Devices.device(id, "d" + id).addresses(address).build();
    }

    @Test
    void everyRowOfEveryColumnComesHowSmallTheAnswersMayBe() {
        for (int most : new int[] {1, 3, 7, 60}) {
            box("10.0.0." + most, 53).mostValues = most;
        }
        watch(device(1, "10.0.0.1"), device(3, "10.0.0.3"), device(7, "10.0.0.7"), device(60, "10.0.0.60"));
        run(Duration.ofSeconds(10));

        for (long id : new long[] {1, 3, 7, 60}) {
            assertThat(of(id).walks).as("answers of %d values", id).isNotEmpty();
            assertThat(of(id).walks.getFirst().get(NAMES)).hasSize(53);
            assertThat(of(id).walks.getFirst().get(STATES)).hasSize(53);
            assertThat(of(id).troubles.getFirst()).isEmpty();
        }
    }

    @Test
    void sparseColumnsLoseNoRow() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 40);
        for (int i = 2; i <= 38; i += 3) {
            agent.objects.remove(NAMES.with(i));
        }
        agent.objects.remove(STATES.with(40));
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(5));

        assertThat(of(1).walks.getFirst().get(NAMES)).hasSize(27);
        assertThat(of(1).walks.getFirst().get(STATES)).hasSize(39);
    }

    @Test
    void theCadencesAreKept() {
        box("10.0.0.1", 4);
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(300));

        assertThat(of(1).walks.size()).isBetween(10, 11);
        assertThat(of(1).gots.size()).isBetween(60, 61);
        assertThat(last(1).state()).isEqualTo(Agent.State.ANSWERING);
        assertThat(last(1).load().requestsPerSecond()).isBetween(0.2, 0.5);
    }

    @Test
    void oneRequestIsInFlightHoweverSlowTheAgent() {
        VirtualAgents.VirtualAgent slow = box("10.0.0.1", 400);
        slow.roundTrip = Duration.ofMillis(800);
        VirtualAgents.VirtualAgent quick = box("10.0.0.2", 400);
        watch(device(1, "10.0.0.1"), device(2, "10.0.0.2"));
        run(Duration.ofSeconds(8));

        assertThat(slow.asked).hasSizeLessThanOrEqualTo(10);
        assertThat(of(2).walks).as("the quick one is not held up").isNotEmpty();
        assertThat(quick.asked).hasSizeGreaterThan(10);
    }

    @Test
    void anUrgentQuestionOvertakesASlowWalk() {
        VirtualAgents.VirtualAgent slow = box("10.0.0.1", 400);
        slow.roundTrip = Duration.ofMillis(800);
        watch(device(1, "10.0.0.1"), Devices.device(2, "below").addresses("10.0.0.9").below(1, "ge-0/0/1").build());
        run(Duration.ofMillis(3000));
        int before = of(1).gots.size();
        engine.probeNow(List.of(new DeviceId(2)));
        run(Duration.ofMillis(900));

        assertThat(of(1).gots.size()).isGreaterThan(before);
        assertThat(slow.asked.getLast().kind()).isIn(Pdu.Kind.GET, Pdu.Kind.GET_BULK);
        assertThat(of(1).polls).isNotEmpty().allSatisfy(p -> assertThat(p.nanos() - p.asked()).isGreaterThanOrEqualTo(800_000_000L));
    }

    @Test
    void urgentQuestionsThatWaitForASlowAgentGoTogether() {
        VirtualAgents.VirtualAgent slow = box("10.0.0.1", 40);
        slow.roundTrip = Duration.ofMillis(800);
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(30));
        int before = of(1).gots.size();
        for (int port = 1; port <= 12; port++) {
            engine.lookNow(new DeviceId(1), Set.of("ge-0/0/" + port));
        }
        run(Duration.ofMillis(1700));

        Set<Oid> answered = new HashSet<>();
        of(1).gots.subList(before, of(1).gots.size()).forEach(got -> answered.addAll(got.keySet()));
        assertThat(answered).contains(STATES.with(1), STATES.with(12)).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void aLostUrgentQuestionIsAskedAgainSoonerThanAnOrdinaryOne() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 4);
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(40));
        int before = of(1).gots.size();
        agent.losing = 1;
        engine.lookNow(new DeviceId(1), Set.of("ge-0/0/1", "ge-0/0/2"));
        run(Duration.ofMillis(300));
        assertThat(of(1).gots.size()).isGreaterThan(before);
    }

    @Test
    void thePortsAboveAreLookedAtAgainAndAgain() {
        box("10.0.0.1", 4);
        watch(device(1, "10.0.0.1"), Devices.device(2, "below").addresses("10.0.0.9").below(1, "ge-0/0/1").build());
        run(Duration.ofSeconds(1));
        int before = of(1).gots.size();
        engine.probeNow(List.of(new DeviceId(2)));
        run(Duration.ofMillis(1500));
        assertThat(of(1).gots.size() - before).isGreaterThanOrEqualTo(4);
        run(Duration.ofSeconds(30));
        int after = of(1).gots.size();
        run(Duration.ofSeconds(30));
        assertThat(of(1).gots.size() - after).as("then only the fast cadence goes on").isBetween(5, 7);
    }

    @Test
    void theUplinksOfOthersAreWatched() {
        box("10.0.0.1", 4);
        watch(device(1, "10.0.0.1"), Devices.device(2, "below").addresses("10.0.0.9").below(1, "ge-0/0/1").build());

        assertThat(of(1).watched).containsExactly("ge-0/0/1");
    }

    @Test
    void aSilentAgentIsAskedLessAndLessAndIsBackAtOnceWhenItAnswers() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 4);
        agent.silent = true;
        watch(device(1, "10.0.0.1"));
        run(Duration.ofMinutes(10));
        assertThat(last(1).state()).isEqualTo(Agent.State.SILENT);
        assertThat(last(1).why()).startsWith("no answer from 10.0.0.1 port 161: agents pass over a wrong community");
        assertThat(agent.asked.size()).isLessThan(50);

        agent.silent = false;
        run(Duration.ofSeconds(75));
        assertThat(last(1).state()).isEqualTo(Agent.State.ANSWERING);
        assertThat(of(1).walks).isNotEmpty();
    }

    @Test
    void anAgentWhoseDeviceIsBackIsAskedAtOnce() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 4);
        agent.silent = true;
        watch(device(1, "10.0.0.1"));
        run(Duration.ofMinutes(10));
        agent.silent = false;
        engine.back(List.of(new DeviceId(1)));
        run(Duration.ofSeconds(1));

        assertThat(last(1).state()).isEqualTo(Agent.State.ANSWERING);
    }

    @Test
    void whoHasAnsweredBeforeIsNotSuspectedOfAnotherCommunity() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 4);
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(5));
        agent.silent = true;
        run(Duration.ofMinutes(1));

        assertThat(last(1).why()).isEqualTo("no answer from 10.0.0.1 port 161");
    }

    @Test
    void aSecondAddressIsTriedWhenTheFirstIsSilent() {
        box("10.0.0.1", 4).silent = true;
        box("10.0.0.2", 4);
        watch(Devices.device(1, "d1").addresses("10.0.0.1", "10.0.0.2").build());
        run(Duration.ofSeconds(30));

        assertThat(last(1).state()).isEqualTo(Agent.State.ANSWERING);
    }

    @Test
    void anAgentThatGoesInCirclesIsCutOffAndNamed() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 40);
        agent.habit = answer -> answer.bindings().size() > 2
                ? Pdu.response(answer.id(), 0, 0, loop(answer.bindings()))
                : answer;
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(5));

        assertThat(of(1).troubles.getFirst()).contains("circles");
        assertThat(agent.asked.size()).isLessThan(20);
        assertThat(last(1).missing()).anyMatch(m -> m.startsWith("ports: "));
    }

    private static List<Binding> loop(List<Binding> all) {
        List<Binding> looped = new ArrayList<>(all);
        looped.set(all.size() - 1, all.getFirst());
        looped.set(all.size() - 2, all.getFirst());
        return looped;
    }

    @Test
    void anEmptyAnswerAndAnErrorEndAWalkWithWhatThereIs() {
        box("10.0.0.1", 40).habit = answer -> Pdu.response(answer.id(), 0, 0, List.of());
        box("10.0.0.2", 40).habit = answer -> Pdu.response(answer.id(), 5, 1, answer.bindings());
        watch(device(1, "10.0.0.1"), device(2, "10.0.0.2"));
        run(Duration.ofSeconds(5));

        assertThat(of(1).troubles.getFirst()).isNotEmpty();
        assertThat(of(2).troubles.getFirst()).contains("error 5");
    }

    @Test
    void anAgentThatDiesAmidAWalkLeavesWhatItHasToldMarkedAsPartial() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 400);
        agent.habit = answer -> {
            agent.silent = agent.asked.size() > 4;
            return answer;
        };
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(20));

        assertThat(of(1).walks.getFirst().get(NAMES)).hasSizeBetween(1, 399);
        assertThat(of(1).troubles.getFirst()).isNotEmpty();
    }

    @Test
    void theRestOfATableThatAShortSilenceCutOffIsAskedForSoonAndNoLongerMissing() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 400);
        agent.habit = answer -> {
            agent.silent = agent.asked.size() == 5;
            return answer;
        };
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(9));
        agent.silent = false;
        run(Duration.ofSeconds(12));

        assertThat(of(1).troubles.getFirst()).isNotEmpty();
        assertThat(of(1).walks).as("a walk of 30 s is not due yet").hasSizeGreaterThan(1);
        assertThat(of(1).walks.getLast().get(NAMES)).hasSize(400);
        assertThat(last(1).missing()).isEmpty();
    }

    @Test
    void anAgentThatCannotBeUnderstoodEndsNobodyElse() {
        box("10.0.0.1", 4);
        box("10.0.0.2", 4);
        watch(device(1, "10.0.0.1"), device(2, "10.0.0.2"));
        of(1).broken = true;
        run(Duration.ofSeconds(40));

        assertThat(counters.failures.sum()).isPositive();
        assertThat(last(1).missing()).anyMatch(m -> m.startsWith("ports: not understood"));
        assertThat(of(2).walks).isNotEmpty();
        assertThat(last(2).missing()).isEmpty();
    }

    @Test
    void anAgentCannotMakeUsHoldMoreThanATableMayWeigh() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 1500);
        for (int i = 1; i <= 1500; i++) {
            agent.put(NAMES + "." + i, new Value.Octets(new byte[60_000]));
        }
        agent.mostValues = 1;
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(20));

        assertThat(of(1).troubles.getFirst()).contains("MB in one table");
        assertThat(of(1).walks.getFirst().get(NAMES)).hasSizeLessThan(540);
    }

    @Test
    void theBudgetHoldsForAllTogether() {
        settings = settings(50);
        engine = engine();
        Device[] many = new Device[200];
        for (int i = 0; i < many.length; i++) {
            box("10.0.1." + i, 200).mostValues = 20;
            many[i] = device(i + 1, "10.0.1." + i);
        }
        watch(many);
        run(Duration.ofSeconds(20));

        assertThat(counters.requests.sum()).isBetween(900L, 1020L);
        assertThat(counters.postponed.sum()).isPositive();
    }

    @Test
    void phasesAreSpreadOverDevices() {
        Device[] many = new Device[100];
        for (int i = 0; i < many.length; i++) {
            box("10.0.1." + i, 2);
            many[i] = device(i + 1, "10.0.1." + i);
        }
        watch(many);
        run(Duration.ofSeconds(60));
        long most = 0;
        for (int i = 0; i < 50; i++) {
            long before = counters.requests.sum();
            run(Duration.ofMillis(100));
            most = Math.max(most, counters.requests.sum() - before);
        }
        assertThat(most).as("requests in the fullest tenth of a second, 2.5 being even").isLessThan(15);
    }

    @Test
    void aCredentialThatIsMissingIsSaidAndNothingIsSent() {
        settings = new SnmpSettings(
                Map.of("public", new Known(Optional.empty(), "the environment has no variable X")),
                settings.rules(),
                1000);
        engine = engine();
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 2);
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(20));

        assertThat(agent.asked).isEmpty();
        assertThat(last(1).state()).isEqualTo(Agent.State.UNASKABLE);
        assertThat(last(1).why()).contains("variable X");
    }

    @Test
    void rubbishFromAnAgentsAddressIsCountedAndTheAnswerStillTaken() {
        box("10.0.0.1", 2);
        watch(device(1, "10.0.0.1"));
        engine.came(
                new InetSocketAddress(InetAddress.ofLiteral("10.0.0.1"), 161), new byte[] {1, 2, 3}, 3);
        engine.came(
                new InetSocketAddress(InetAddress.ofLiteral("10.9.9.9"), 161), new byte[] {1, 2, 3}, 3);
        run(Duration.ofSeconds(2));

        assertThat(counters.damaged.sum()).isEqualTo(1);
        assertThat(counters.strays.sum()).isEqualTo(1);
        assertThat(of(1).walks).isNotEmpty();
    }
}
