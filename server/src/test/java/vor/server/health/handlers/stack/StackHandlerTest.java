package vor.server.health.handlers.stack;

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
import vor.testkit.Pictures;
import vor.testkit.PortsOf;

class StackHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new StackHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @Test
    void namesTheMemberThatIsLost() {
        Verdict verdict = judge(ChassisOf.device(7, NOW)
                .member(0, Chassis.Status.OK).member(1, Chassis.Status.ABSENT).member(2, Chassis.Status.OK).build());
        assertThat(verdict.state()).isEqualTo(State.BAD);
        assertThat(verdict.why()).startsWith("member 1 (SN1) is lost.");
        assertThat(verdict.label()).isEqualTo("2/3");
    }

    @Test
    void noticesAGapInTheNumbersUnlessToldNotTo() {
        var stack = ChassisOf.device(7, NOW).member(0, Chassis.Status.OK).member(2, Chassis.Status.OK).build();
        assertThat(judge(stack).state()).isEqualTo(State.WORN);
        assertThat(judge(stack).why()).startsWith("member 1 is missing");
        assertThat(judge(Devices.like(device()).tags("ignoregaps").build(), NOW, stack).state()).isEqualTo(State.GOOD);
    }

    @Test
    void missesAMemberThatTheStackNoLongerTellsOfByThePlansPorts() {
        Device child = Devices.device(8, "e8-1").addresses("198.18.40.9").below(7, "ge-2/0/3").build();
        Device other = Devices.device(9, "e8-2").addresses("198.18.40.10").below(7, "ge-0/0/3").build();
        var stack = ChassisOf.device(7, NOW).member(0, Chassis.Status.OK).member(1, Chassis.Status.OK).build();
        Pictures gone = Pictures.of(NOW, device(), child, other).with(stack, PortsOf.device(7, NOW).up("ge-0/0/3").build());
        Verdict verdict = handler().judge(device(), gone, NOW);
        assertThat(verdict.state()).isEqualTo(State.BAD);
        assertThat(verdict.why()).startsWith("member 2 is lost.");
        assertThat(verdict.label()).isEqualTo("2/3");
        Pictures live = Pictures.of(NOW, device(), child, other).with(stack, PortsOf.device(7, NOW).up("ge-0/0/3", "ge-2/0/3").build());
        assertThat(handler().judge(device(), live, NOW).state()).isEqualTo(State.GOOD);
        Pictures numbered = Pictures.of(NOW, device(), child).with(stack, PortsOf.device(7, NOW).up("ge-0/0/3").build());
        assertThat(handler().judge(device(), numbered, NOW).state()).as("whose numbers are these?").isEqualTo(State.GOOD);
        Pictures unasked = Pictures.of(NOW, device(), child, other).with(stack);
        assertThat(handler().judge(device(), unasked, NOW).state()).isEqualTo(State.GOOD);
    }

    @Test
    void takesWideGapsForAWayOfNumbering() {
        assertThat(judge(ChassisOf.device(7, NOW).member(1, Chassis.Status.OK).member(9, Chassis.Status.OK).build()).state())
                .isEqualTo(State.GOOD);
    }

    @Test
    void mindsNoSingleSwitch() {
        assertThat(judge(ChassisOf.device(7, NOW).member(0, Chassis.Status.OK).build()).why()).isEqualTo("no stack");
    }

    private static Device device() {
        return Devices.device(7, "e7-2").addresses("198.18.40.2").below(1, "ge-0/0/12").build();
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
