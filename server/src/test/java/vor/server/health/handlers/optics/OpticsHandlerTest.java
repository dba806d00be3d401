package vor.server.health.handlers.optics;

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
import vor.testkit.PortsOf;

class OpticsHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new OpticsHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-5, -10, 2, OK, GOOD", "-11, -10, 2, OK, WORN", "-14, -10, 2, OK, BAD", "3, -10, 2, OK, WORN", "-23, NaN, NaN, OK, GOOD",
        "-25, NaN, NaN, OK, WORN", "-30, NaN, NaN, OK, BAD", "NaN, -10, 2, OK, GOOD", "-5, NaN, NaN, FAILED, BAD"
    })
    void goesByTheOpticsLimits(double light, double low, double high, Chassis.Status status, State expected) {
        assertThat(judge(optic(light, low, high, status), PortsOf.device(7, NOW).up("xe-0/1/0").build()).state()).isEqualTo(expected);
    }

    @Test
    void doesNotMindThatAPortThatIsDownIsDark() {
        assertThat(judge(optic(-40, -10, 2, Chassis.Status.FAILED), PortsOf.device(7, NOW).down("xe-0/1/0").build()).state())
                .isEqualTo(State.GOOD);
    }

    @Test
    void doesNotTakeTheDarknessOfBeforeForThatOfAPortWhichHasJustComeUp() {
        Observation dark = optic(-40, -10, 2, Chassis.Status.FAILED);
        assertThat(judge(dark, PortsOf.device(7, NOW).port("xe-0/1/0", p -> p.upAt(NOW.minusSeconds(20))).build()).state())
                .isEqualTo(State.GOOD);
        assertThat(judge(dark, PortsOf.device(7, NOW).port("xe-0/1/0", p -> p.upAt(NOW.minusSeconds(400))).build()).state())
                .isEqualTo(State.BAD);
    }

    private static Observation optic(double light, double low, double high, Chassis.Status status) {
        return ChassisOf.device(7, NOW).sensor("Rx power", Chassis.Sensor.Kind.LIGHT, light, "dBm", low, high, status, "xe-0/1/0").build();
    }

    private static Device device() {
        return Devices.device(7, "e7-2").addresses("198.18.40.2").below(1, "ge-0/0/12").build();
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
