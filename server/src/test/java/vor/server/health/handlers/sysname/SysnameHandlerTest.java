package vor.server.health.handlers.sysname;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.AgentOf;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;

class SysnameHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new SysnameHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"e7-2, GOOD", "E7-2.event.example, GOOD", "e7-22, WORN", "'', GOOD", "e7-3.event.example, WORN"})
    void comparesWithoutCaseAndDomain(String told, State expected) {
        assertThat(judge(AgentOf.device(7, NOW).named(told).build()).state()).isEqualTo(expected);
    }

    @Test
    void quotesTheWrongNameOnOneLine() {
        assertThat(judge(AgentOf.device(7, NOW).named("e7-\n3").build()).why()).startsWith("Calls itself \"e7- 3\".");
    }

    private static Device device() {
        return Devices.device(7, "e7-2").addresses("198.18.40.2").below(1, "ge-0/0/12").build();
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
