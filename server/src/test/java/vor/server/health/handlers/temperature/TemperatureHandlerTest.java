package vor.server.health.handlers.temperature;

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

class TemperatureHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new TemperatureHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "intake, 64, NaN, GOOD", "intake, 66, NaN, WORN", "intake, 81, NaN, BAD", "CPU, 85, NaN, GOOD", "CPU, 91, NaN, WORN",
        "intake, 45, 44, WORN", "intake, 55, 44, BAD", "intake, NaN, 44, GOOD", "intake, 0, NaN, GOOD", "intake, 900, NaN, GOOD"
    })
    void goesByTheSensorsLimitElseByItsKind(String name, double celsius, double high, State expected) {
        Verdict verdict = judge(ChassisOf.device(7, NOW)
                .sensor(name, Chassis.Sensor.Kind.TEMPERATURE, celsius, "°C", Double.NaN, high, Chassis.Status.OK, "").build());
        assertThat(verdict.state()).isEqualTo(expected);
    }

    @Test
    void showsTheHottestAndNamesTheWorst() {
        Verdict verdict = judge(ChassisOf.device(7, NOW)
                .sensor("FPC 0", Chassis.Sensor.Kind.TEMPERATURE, 41.4, "°C")
                .sensor("FPC 1", Chassis.Sensor.Kind.TEMPERATURE, 70, "°C").build());
        assertThat(verdict.label()).isEqualTo("70°");
        assertThat(verdict.why()).isEqualTo("FPC 1 is at about 70 °C, its limit is 65 °C. Try: fans and airflow.");
        assertThat(verdict.facts()).hasSize(2);
    }

    @Test
    void believesTheDeviceThatItHasFailed() {
        Verdict verdict = judge(ChassisOf.device(7, NOW)
                .sensor("FPC 0", Chassis.Sensor.Kind.TEMPERATURE, 41, "°C", Double.NaN, Double.NaN, Chassis.Status.FAILED, "").build());
        assertThat(verdict.state()).isEqualTo(State.BAD);
    }

    private static Device device() {
        return Devices.device(7, "e7-2").addresses("198.18.40.2").below(1, "ge-0/0/12").build();
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
