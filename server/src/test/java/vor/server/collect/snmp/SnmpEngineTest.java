package vor.server.collect.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.model.Device;
import vor.model.DeviceId;
import vor.testkit.Devices;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;

class SnmpEngineTest extends EngineFixture {
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
    void aNewTroubleDoesNotWaitForTheLooksAtOlderOnes() {
        VirtualAgents.VirtualAgent slow = box("10.0.0.1", 40);
        slow.roundTrip = Duration.ofMillis(800);
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(30));
        for (int port = 1; port <= 3; port++) {
            engine.lookNow(new DeviceId(1), Set.of("ge-0/0/" + port));
            run(Duration.ofMillis(100));
        }
        int before = of(1).gots.size();
        engine.lookNow(new DeviceId(1), Set.of("ge-0/0/9"));
        run(Duration.ofMillis(830));

        assertThat(of(1).gots.subList(before, of(1).gots.size())).anyMatch(got -> got.containsKey(STATES.with(9)));
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
}
