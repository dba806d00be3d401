package vor.server.health.handlers.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.ChassisOf;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;

class CpuHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new CpuHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"84, GOOD", "85, WORN", "100, WORN", "101, GOOD", "-1, GOOD", "NaN, GOOD"})
    void mindsTheHighest(double percent, State expected) {
        Verdict verdict = judge(ChassisOf.device(7, NOW)
                .sensor("FPC 0", Chassis.Sensor.Kind.CPU, 10, "%")
                .sensor("FPC 1", Chassis.Sensor.Kind.CPU, percent, "%")
                .build());
        assertThat(verdict.state()).isEqualTo(expected);
    }

    @Test
    void doesNotChangeWithEveryPoll() {
        assertThat(judge(ChassisOf.device(7, NOW).sensor("RE", Chassis.Sensor.Kind.CPU, 41, "%").build()))
                .isEqualTo(judge(ChassisOf.device(7, NOW.plusSeconds(9)).sensor("RE", Chassis.Sensor.Kind.CPU, 42, "%").build()));
    }

    private static Device device() {
        return Devices.device(7, "e7-2").addresses("198.18.40.2").below(1, "ge-0/0/12").build();
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
