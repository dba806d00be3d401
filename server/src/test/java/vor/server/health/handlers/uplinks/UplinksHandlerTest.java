package vor.server.health.handlers.uplinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.State;
import vor.model.Uplink;
import vor.model.Verdict;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.PortsOf;

class UplinksHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new UplinksHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @Test
    void isGoodWhenAllAreLive() {
        Verdict verdict = judge(PortsOf.device(7, NOW).up("ge-0/0/44", "ge-0/0/45", "ge-0/0/1").build());
        assertThat(verdict.state()).isEqualTo(State.GOOD);
        assertThat(verdict.label()).isEqualTo("2/2");
    }

    @Test
    void isWornWhenOneIsLostAndNamesIt() {
        Verdict verdict = judge(PortsOf.device(7, NOW).up("ge-0/0/44").down("ge-0/0/45").build());
        assertThat(verdict.state()).isEqualTo(State.WORN);
        assertThat(verdict.why()).isEqualTo("1 of 2 uplinks live; lost: ge-0/0/45. If the last one goes, it goes.");
    }

    @Test
    void isBadWhenNoneIsLeft() {
        assertThat(judge(PortsOf.device(7, NOW).down("ge-0/0/44", "ge-0/0/45").build()).state()).isEqualTo(State.BAD);
    }

    @Test
    void doesNotExpectWhatIsSwitchedOff() {
        Verdict verdict = judge(PortsOf.device(7, NOW).up("ge-0/0/44").port("ge-0/0/45", p -> p.off()).build());
        assertThat(verdict.state()).isEqualTo(State.GOOD);
        assertThat(verdict.label()).isEqualTo("1/1");
    }

    @Test
    void countsTheMembersOfABundle() {
        Verdict verdict = judge(PortsOf.device(7, NOW)
                .up("ge-0/0/44", "xe-0/1/0")
                .down("xe-0/1/1", "ae0")
                .bundle("ge-0/0/45", 2, "xe-0/1/0", "xe-0/1/1")
                .build());
        assertThat(verdict.label()).isEqualTo("2/3");
        assertThat(verdict.score()).isEqualTo(450);
    }

    @Test
    void missesAPortThatVanishedWithItsOptic() {
        assertThat(judge(PortsOf.device(7, NOW).up("ge-0/0/44").build()).why()).contains("lost: ge-0/0/45");
    }

    @Test
    void takesATagsWordForHowManyThereShouldBe() {
        var both = PortsOf.device(7, NOW).up("ge-0/0/44", "ge-0/0/45").build();
        assertThat(judge(device("3up"), NOW, both).state()).isEqualTo(State.WORN);
        assertThat(judge(device("1up"), NOW, both).why()).contains("2 uplinks are live, 1 expected");
        assertThat(judge(device("2up"), NOW, both).state()).isEqualTo(State.GOOD);
    }

    @Test
    void saysThatTheInventoryNamesPortsThatAreNone() {
        assertThat(judge(PortsOf.device(7, NOW).up("Gi1/0/1").build()).why()).contains("knows no port ge-0/0/44");
    }

    private static Device device(String... tags) {
        Device bare = Devices.device(7, "e7-2").addresses("198.18.40.2").tags(tags).build();
        return new Device(
                bare.id(), 1, bare.name(), "wired", bare.addresses(),
                List.of(new Uplink("ge-0/0/44", new DeviceId(1), ""), new Uplink("ge-0/0/45", new DeviceId(1), "")), Set.of(), bare.tags(),
                List.of(), Optional.empty(), "");
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
