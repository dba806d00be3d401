package vor.server.health.handlers.reboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

class RebootHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new RebootHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"299, 600", "300, 250", "899, 250", "900, 0"})
    void calmsDownWithTime(int seconds, int score) {
        assertThat(judge(AgentOf.device(7, NOW).up(Duration.ofSeconds(seconds)).build()).score()).isEqualTo(score);
    }

    @Test
    void asksToBeAskedAgain() {
        assertThat(judge(AgentOf.device(7, NOW).up(Duration.ofSeconds(60)).build()).reconsider()).contains(NOW.plusSeconds(240));
    }

    private static Device device() {
        return Devices.device(7, "e7-2").addresses("198.18.40.2").below(1, "ge-0/0/12").build();
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
