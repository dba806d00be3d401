package vor.server.health.handlers.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vor.model.Chassis;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.ChassisOf;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;

class PowerHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new PowerHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @Test
    void namesASupplyThatHasFailed() {
        Verdict verdict = judge(ChassisOf.device(7, NOW)
                .part("PSU 0", Chassis.Part.Kind.SUPPLY, Chassis.Status.OK)
                .part("PSU 1", Chassis.Part.Kind.SUPPLY, Chassis.Status.FAILED).build());
        assertThat(verdict.state()).isEqualTo(State.BAD);
        assertThat(verdict.why()).startsWith("PSU 1 has failed. Try: its feed");
    }

    @Test
    void mindsAFanLess() {
        Verdict verdict = judge(ChassisOf.device(7, NOW).part("Fan 2", Chassis.Part.Kind.FAN, Chassis.Status.FAILED).build());
        assertThat(verdict.score()).isLessThan(700);
        assertThat(judge(ChassisOf.device(7, NOW).part("Fan 2", Chassis.Part.Kind.FAN, Chassis.Status.WORN).build()).state())
                .isEqualTo(State.WORN);
    }

    @Test
    void doesNotMindAnEmptySlotNorWhatIsNotPower() {
        assertThat(judge(ChassisOf.device(7, NOW)
                        .part("PSU 1", Chassis.Part.Kind.SUPPLY, Chassis.Status.ABSENT)
                        .part("PIC 1", Chassis.Part.Kind.MODULE, Chassis.Status.FAILED).build())
                .state()).isEqualTo(State.GOOD);
    }

    private static Device device() {
        return Devices.device(7, "e7-2").addresses("198.18.40.2").below(1, "ge-0/0/12").build();
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
