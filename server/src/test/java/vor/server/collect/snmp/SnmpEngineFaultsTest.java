package vor.server.collect.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.model.DeviceId;
import vor.server.collect.snmp.SnmpSettings.Known;
import vor.testkit.Devices;
import vor.wire.snmp.Binding;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Pdu;
import vor.wire.snmp.Value;

class SnmpEngineFaultsTest extends EngineFixture {
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
    void aSlowAgentThatWasSilentForMinutesIsSoonAskedForWholeTablesAgain() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 400);
        agent.roundTrip = Duration.ofMillis(200);
        watch(device(1, "10.0.0.1"));
        run(Duration.ofMinutes(1));
        agent.silent = true;
        run(Duration.ofMinutes(5));
        agent.silent = false;
        engine.back(List.of(new DeviceId(1)));
        int before = of(1).walks.size();
        run(Duration.ofSeconds(12));

        assertThat(of(1).walks).hasSizeGreaterThan(before);
        assertThat(of(1).walks.getLast().get(NAMES)).hasSize(400);
    }

    @Test
    void aSlowAgentThatMissedManyAnswersIsAskedForManyObjectsAtOnceAgain() {
        VirtualAgents.VirtualAgent agent = box("10.0.0.1", 120);
        agent.roundTrip = Duration.ofMillis(200);
        List<Oid> states = new ArrayList<>();
        for (int i = 1; i <= 120; i++) {
            states.add(STATES.with(i));
        }
        Noting asking = new Noting();
        asking.tasks = List.of(new Task("states", Task.Cadence.FAST, true, states));
        noted.put(new DeviceId(1), asking);
        watch(device(1, "10.0.0.1"));
        agent.silent = true;
        run(Duration.ofMinutes(5));
        agent.silent = false;
        run(Duration.ofMinutes(2));
        int before = agent.asked.size();
        run(Duration.ofSeconds(20));

        assertThat(agent.asked.size() - before).as("requests for four times 120 objects").isLessThan(25);
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
    void aSocketThatIsFullForAMomentMakesNoAgentSilent() {
        box("10.0.0.1", 4);
        network.full = 3;
        watch(device(1, "10.0.0.1"));
        run(Duration.ofSeconds(20));

        assertThat(reports).extracting(Agent::state).doesNotContain(Agent.State.SILENT);
        assertThat(of(1).walks).isNotEmpty();
        assertThat(counters.postponed.sum()).isEqualTo(3);
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
