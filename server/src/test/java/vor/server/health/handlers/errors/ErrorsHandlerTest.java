package vor.server.health.handlers.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.Port;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.PortsOf;

class ErrorsHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new ErrorsHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000, 0, GOOD", "0.05, 1000, 0, GOOD", "1, 1000, 0, WORN", "20, 1000, 0, BAD", "0.2, 1, 0, WORN", "NaN, NaN, NaN, GOOD",
        "0, 1000, 1, GOOD", "0, 1000, 20, WORN", "0, 1, 900, WORN", "5, NaN, 0, BAD", "-3, 5, -9, GOOD"
    })
    void judgesSharesRatherThanCounts(double errors, double packets, double discards, State expected) {
        assertThat(judge(ports(errors, packets, discards, true)).state()).isEqualTo(expected);
    }

    @Test
    void namesThePort() {
        assertThat(judge(ports(20, 1000, 0, true)).why()).isEqualTo("ge-0/0/1 damages 2.0 % of packets. Try: cable, optics, then duplex.");
    }

    @Test
    void leavesPortsThatAreDownAlone() {
        assertThat(judge(ports(20, 1000, 0, false)).state()).isEqualTo(State.GOOD);
    }

    private static Observation ports(double errors, double packets, double discards, boolean up) {
        Port.Rates rates = new Port.Rates(0, 0, packets, 1000, errors, 0, discards, 0, Duration.ofSeconds(30));
        return PortsOf.device(7, NOW)
                .port("ge-0/0/1", p -> p.status(up ? Port.Status.UP : Port.Status.DOWN).rates(rates))
                .build();
    }

    private static Device device() {
        return Devices.device(7, "e7-2").addresses("198.18.40.2").below(1, "ge-0/0/12").build();
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
