package vor.server.health.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Ping;
import vor.testkit.Devices;
import vor.testkit.Pictures;
import vor.testkit.Pings;

class ReachTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    // core 1; ring 2 and distro 3 below it; distro 4 below both; leaves 5 (of 3) and 6 (of 4)
    private final Device core = Devices.device(1, "core").addresses("1.1.1.1").build();
    private final Device ring = Devices.device(2, "ring").addresses("1.1.1.2").below(1).build();
    private final Device single = Devices.device(3, "distro3").addresses("1.1.1.3").below(1).build();
    private final Device dual = Devices.device(4, "distro4").addresses("1.1.1.4").below(2).below(1).build();
    private final Device leaf3 = Devices.device(5, "e3-1").addresses("1.1.1.5").below(3).build();
    private final Device leaf4 = Devices.device(6, "e4-1").addresses("1.1.1.6").below(4).build();
    private final Pictures calm = Pictures.of(NOW, core, ring, single, dual, leaf3, leaf4)
            .with(up(1), up(2), up(3), up(4), up(5), up(6));

    @Test
    void findsNothingAboveTheTop() {
        Finding finding = from(core, calm.with(down(1)));
        assertThat(finding.way()).isEqualTo(Finding.Way.OPEN);
        assertThat(finding.hops()).isEmpty();
    }

    @Test
    void isOpenForADeviceOutsideTheInventory() {
        Device stranger = Devices.device(9, "stranger").below(1).build();
        assertThat(from(stranger, calm).way()).isEqualTo(Finding.Way.OPEN);
    }

    @Test
    void isOpenWhereUplinksOnlyGoRound() {
        Device a = Devices.device(1, "a").addresses("1.1.1.1").below(2).build();
        Device b = Devices.device(2, "b").addresses("1.1.1.2").below(1).build();
        Pictures picture = Pictures.of(NOW, a, b).with(down(1), down(2));
        assertThat(from(a, picture).way()).isEqualTo(Finding.Way.OPEN);
    }

    @Test
    void leavesOutUplinksToDevicesThatAreGone() {
        Device orphan = Devices.device(8, "orphan").below(77).build();
        assertThat(from(orphan, Pictures.of(NOW, orphan)).way()).isEqualTo(Finding.Way.OPEN);
    }

    @Test
    void isBlockedByTheOnlyParent() {
        Finding finding = from(leaf3, calm.with(down(3)));
        assertThat(finding.way()).isEqualTo(Finding.Way.BLOCKED);
        assertThat(finding.cause()).contains(new DeviceId(3));
        assertThat(finding.hops()).containsExactly(new DeviceId(3), new DeviceId(1));
    }

    @Test
    void blamesTheOneNearestToTheMonitor() {
        Pictures dark = calm.with(down(1), down(2), down(3), down(4), down(5), down(6));
        assertThat(from(leaf3, dark).cause()).contains(new DeviceId(1));
        assertThat(from(leaf4, dark).cause()).contains(new DeviceId(1));
    }

    @Test
    void passesThroughOneOfTwoUplinks() {
        assertThat(from(leaf4, calm.with(down(2))).way()).isEqualTo(Finding.Way.OPEN);
        assertThat(from(dual, calm.with(down(2))).way()).isEqualTo(Finding.Way.OPEN);
    }

    @Test
    void seesThatOneOfTwoUplinksIsLost() {
        assertThat(new Reach(Optional.empty()).findVia(ring.id(), dual, calm.with(down(2)), NOW).way())
                .isEqualTo(Finding.Way.BLOCKED);
    }

    @Test
    void letsThroughWhatOneAnsweringAddressProves() {
        Device both = Devices.like(single).addresses("1.1.1.3", "fd9a::3").build();
        Ping lost6 = Pings.of(3, "fd9a::3", NOW).down(NOW.minusSeconds(9), NOW.minusSeconds(8)).build();
        Pictures picture = calm.with(Pictures.inventory(2, List.of(core, both, leaf3))).with(lost6);
        assertThat(from(leaf3, picture).way()).isEqualTo(Finding.Way.OPEN);
    }

    @Test
    void seesThroughDevicesThatNobodyEverHeard() {
        Ping never = Pings.of(3, "1.1.1.3", NOW).unheard(Ping.State.NEVER, NOW, "").build();
        assertThat(from(leaf3, calm.with(never)).way()).isEqualTo(Finding.Way.OPEN);
        assertThat(from(leaf3, calm.with(never, down(1))).cause()).contains(new DeviceId(1));
    }

    @Test
    void isUndecidedWhileAParentIsSuspect() {
        Ping suspect = Pings.of(3, "1.1.1.3", NOW).suspect(NOW.minusMillis(200)).build();
        assertThat(from(leaf3, calm.with(suspect)).way()).isEqualTo(Finding.Way.UNDECIDED);
    }

    @Test
    void goesUpFromTheMonitorAndDownAgain() {
        // The monitor hangs on distro3: to distro4 the way goes by 3, core, then ring or straight.
        Finding finding = via("distro3", leaf4, calm);
        assertThat(finding.hops()).containsExactly(new DeviceId(4), new DeviceId(1), new DeviceId(3));
        assertThat(via("distro3", leaf4, calm.with(down(1), down(4))).cause()).contains(new DeviceId(1));
        assertThat(via("distro3", leaf4, calm.with(down(3), down(4))).cause()).contains(new DeviceId(3));
    }

    @Test
    void seesTheTopFromBelow() {
        Finding finding = via("e3-1", core, calm.with(down(3)));
        assertThat(finding.way()).isEqualTo(Finding.Way.BLOCKED);
        assertThat(finding.hops()).containsExactly(new DeviceId(3), new DeviceId(5));
        assertThat(via("e3-1", single, calm.with(down(1))).way()).isEqualTo(Finding.Way.OPEN);
    }

    @Test
    void neverFindsTheMonitorsOwnDeviceBehindAnything() {
        assertThat(via("e3-1", leaf3, calm.with(down(1), down(3))).way()).isEqualTo(Finding.Way.OPEN);
    }

    @Test
    void beginsAtTheTopWhenTheMonitorsDeviceDoesNotExist() {
        assertThat(via("nobody", leaf3, calm.with(down(3))).cause()).contains(new DeviceId(3));
    }

    private static Finding from(Device device, Pictures picture) {
        return new Reach(Optional.empty()).find(device, picture, NOW, Optional.empty());
    }

    private static Finding via(String monitor, Device device, Pictures picture) {
        return new Reach(Optional.of(monitor)).find(device, picture, NOW, Optional.empty());
    }

    private static Ping up(long id) {
        return Pings.of(id, "1.1.1." + id, NOW).build();
    }

    private static Ping down(long id) {
        return Pings.of(id, "1.1.1." + id, NOW).down(NOW.minusSeconds(9), NOW.minusSeconds(8)).build();
    }
}
