package vor.server.health.handlers.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.PortsOf;

class BundleHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new BundleHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @Test
    void isWornAsSoonAsAMemberIsLostAndNamesIt() {
        Verdict verdict = judge(PortsOf.device(7, NOW)
                .up("ge-0/0/44", "ge-0/0/45").fell(NOW.minusSeconds(3), "ge-0/0/46")
                .bundle("ae0", 3, "ge-0/0/44", "ge-0/0/45", "ge-0/0/46").build());
        assertThat(verdict.state()).isEqualTo(State.WORN);
        assertThat(verdict.why()).startsWith("Bundle ae0 carries with 2 of 3 members; lost: ge-0/0/46.");
        assertThat(verdict.label()).isEqualTo("2/3");
        assertThat(verdict.facts().getFirst().at()).contains(NOW.minusSeconds(3));
    }

    @Test
    void missesMembersThatAreNotEvenListed() {
        assertThat(judge(PortsOf.device(7, NOW).up("a").bundle("ae0", 2, "a").build()).state()).isEqualTo(State.WORN);
    }

    @Test
    void doesNotExpectMembersThatAreSwitchedOff() {
        assertThat(judge(PortsOf.device(7, NOW).up("a").port("b", p -> p.off()).bundle("ae0", 2, "a", "b").build()).state())
                .isEqualTo(State.GOOD);
    }

    @Test
    void leavesABundleThatIsDownAltogetherToOthers() {
        assertThat(judge(PortsOf.device(7, NOW).down("a", "b").bundle("ae0", 2, "a", "b").build()).state()).isEqualTo(State.GOOD);
    }

    @Test
    void noticesWhatIsSlowerThanItsMembers() {
        Verdict verdict = judge(
                PortsOf.device(7, NOW).up("a", "b").port("ae0", p -> p.type(161).megabits(1000)).bundle("ae0", 2, "a", "b").build());
        assertThat(verdict.why()).contains("carries 1.0 Gbit/s, its members together could 2.0 Gbit/s");
    }

    @Test
    void morePortsThanPlannedAreNoFaultButFewerAre() {
        assertThat(judge(PortsOf.device(7, NOW).up("a", "b").down("c").bundle("ae0", 2, "a", "b", "c").build()).state()).isEqualTo(State.GOOD);
        assertThat(judge(PortsOf.device(7, NOW).up("a").down("b").port("c", p -> p.off()).bundle("ae0", 2, "a", "b", "c").build()).state())
                .isEqualTo(State.WORN);
    }

    private static Device device() {
        return Devices.device(7, "e7-2").addresses("198.18.40.2").below(1, "ge-0/0/12").build();
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
