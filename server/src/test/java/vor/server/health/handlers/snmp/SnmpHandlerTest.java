package vor.server.health.handlers.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.Ping;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.AgentOf;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.Pings;

class SnmpHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new SnmpHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @Test
    void isWornWhenTheAgentIsSilentAlthoughEchoesAreAnswered() {
        Verdict verdict = judge(agent(Agent.State.SILENT, ""), Pings.of(7, "198.18.40.2", NOW).build());
        assertThat(verdict.state()).isEqualTo(State.WORN);
        assertThat(verdict.since()).contains(NOW.minusSeconds(20));
    }

    @Test
    void givesTheAgentOfADeviceThatIsBackTimeToBegin() {
        Verdict verdict = judge(
                agent(Agent.State.SILENT, ""),
                Pings.of(7, "198.18.40.2", NOW).answering(Ping.State.UP, NOW.minusSeconds(4)).build());
        assertThat(verdict.state()).isEqualTo(State.GOOD);
        assertThat(verdict.reconsider()).contains(NOW.plusSeconds(26));
    }

    @Test
    void leavesADeviceThatIsSilentAltogetherToPing() {
        Verdict verdict = judge(
                agent(Agent.State.SILENT, ""),
                Pings.of(7, "198.18.40.2", NOW).down(NOW.minusSeconds(9), NOW.minusSeconds(8)).build());
        assertThat(verdict.state()).isEqualTo(State.GOOD);
    }

    @Test
    void saysWhyItIsRefusedOrCannotAsk() {
        assertThat(judge(agent(Agent.State.REFUSING, "wrong key")).why()).startsWith("Its agent refuses: wrong key.");
        assertThat(judge(agent(Agent.State.UNASKABLE, "no file")).why()).startsWith("Vor cannot ask its agent: no file.");
    }

    @Test
    void aReasonIsSaidWholeAndAnEndlessOneCutBetweenWords() {
        String reason = "the agent calls our time wrong however often it tells its own: its clock or its count of starts (snmpEngineBoots) is broken";
        assertThat(judge(agent(Agent.State.REFUSING, reason)).why()).contains(reason + ". Try");
        assertThat(judge(agent(Agent.State.REFUSING, "word ".repeat(100))).why()).contains("word …").hasSizeLessThan(350);
        assertThat(judge(agent(Agent.State.REFUSING, "x".repeat(500) + "\n")).why()).hasSizeLessThan(150);
    }

    @Test
    void namesTablesThatAreMissing() {
        Verdict verdict = judge(AgentOf.device(7, NOW).missing("lldp: no answer to the rest").build());
        assertThat(verdict.state()).isEqualTo(State.WORN);
        assertThat(verdict.why()).contains("lldp: no answer to the rest");
    }

    private static Observation agent(Agent.State state, String why) {
        return AgentOf.device(7, NOW).state(state, NOW.minusSeconds(20), why).build();
    }

    private static Device device() {
        return Devices.device(7, "e7-2").addresses("198.18.40.2").below(1, "ge-0/0/12").build();
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
