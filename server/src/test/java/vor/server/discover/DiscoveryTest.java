package vor.server.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vor.server.discover.Found.Cable;
import vor.server.discover.Found.Device;
import vor.server.discover.Found.End;
import vor.server.discover.Found.Way;

class DiscoveryTest {
    private static final String CORE_MAC = "02:00:00:00:00:01";
    private static final String SWITCH_MAC = "02:00:00:00:00:02";

    private static Rack core() {
        return new Rack("10.0.0.1", "core", CORE_MAC).port("xe-0/0/0", 501).port("xe-0/0/1", 502);
    }

    private static Rack lower() {
        return new Rack("10.0.0.2", "sw1", SWITCH_MAC).port("ge-0/0/44", 601, "02:00:00:00:44:44", "uplink", 100);
    }

    private static Found found(Rack... racks) {
        return Discovery.of(List.of(racks).stream().map(Rack::told).toList());
    }

    private static End far(Rack core) {
        return found(core, lower()).cables().getFirst().b();
    }

    @Test
    void oneDeviceAloneIsAnInventoryWithoutCables() {
        Found found = found(core());

        assertThat(found.devices()).containsExactly(new Device("core", List.of("10.0.0.1"), List.of()));
        assertThat(found.cables()).isEmpty();
    }

    @Test
    void bothSidesOfACableMakeOneLinkAndOneWayUp() {
        Found found = found(
                core().hears("xe-0/0/0", "sw1", SWITCH_MAC, "601", "", "10.0.0.2", "fd00::2"),
                lower().hears("ge-0/0/44", "core", CORE_MAC, "xe-0/0/0", "", "10.0.0.1"));

        assertThat(found.cables())
                .containsExactly(new Cable(new End("core", "xe-0/0/0"), new End("sw1", "ge-0/0/44"), "", 100));
        assertThat(found.devices().getLast()).isEqualTo(new Device(
                "sw1", List.of("10.0.0.2", "fd00::2"), List.of(new Way("ge-0/0/44", "core", "xe-0/0/0"))));
    }

    @Test
    void theFarPortIsFoundByWhateverItsNeighbourCallsIt() {
        End port = new End("sw1", "ge-0/0/44");

        assertThat(far(core().hears("xe-0/0/0", "sw1", SWITCH_MAC, "601", ""))).as("ifIndex as text").isEqualTo(port);
        assertThat(far(core().hears("xe-0/0/0", "sw1", SWITCH_MAC, "GE-0/0/44", ""))).as("name").isEqualTo(port);
        assertThat(far(core().hears("xe-0/0/0", "sw1", SWITCH_MAC, "?", "ge-0/0/44"))).as("description").isEqualTo(port);
        assertThat(far(core().hears("xe-0/0/0", "sw1", SWITCH_MAC, "02:00:00:00:44:44", ""))).as("MAC").isEqualTo(port);
        assertThat(far(core().hears("xe-0/0/0", "sw1", SWITCH_MAC, "uplink", ""))).as("its sign").isEqualTo(port);
        assertThat(far(core().hears("xe-0/0/0", "sw1", SWITCH_MAC, "99", ""))).as("nothing").isEqualTo(new End("sw1", ""));
    }

    @Test
    void aNeighbourIsKnownByChassisAddressOrName() {
        assertThat(far(core().hears("xe-0/0/0", "", SWITCH_MAC, "601", "")).device()).isEqualTo("sw1");
        assertThat(far(core().hears("xe-0/0/0", "", "02:00:00:00:44:44", "601", "")).device()).as("MAC of a port").isEqualTo("sw1");
        assertThat(far(core().hears("xe-0/0/0", "other", "", "601", "", "10.0.0.2")).device()).isEqualTo("sw1");
        assertThat(far(core().hears("xe-0/0/0", "SW1.example.org", "", "601", "")).device()).isEqualTo("sw1");
        assertThat(far(core().hears("xe-0/0/0", "", "sw1(ABC123)", "601", "")).device()).as("as NX-OS says").isEqualTo("sw1");
    }

    @Test
    void whatBothSidesTellHalfOfIsPutTogether() {
        Found found = found(
                core().hears("xe-0/0/1", "sw1", SWITCH_MAC, "?", ""), lower().hears("ge-0/0/44", "core", CORE_MAC, "?", ""));

        assertThat(found.cables())
                .containsExactly(new Cable(new End("core", "xe-0/0/1"), new End("sw1", "ge-0/0/44"), "", 100));
    }

    @Test
    void aLinkHasTheBundleOfTheEndAbove() {
        Found found = found(
                core().bundle("ae7", "xe-0/0/0").hears("xe-0/0/0", "sw1", SWITCH_MAC, "601", ""), lower().bundle("ae0", "ge-0/0/44"));

        assertThat(found.cables().getFirst().bundle()).isEqualTo("ae7");
    }

    @Test
    void aRingThatJoinsEqualsIsAboveThem() {
        Rack core = new Rack("10.0.0.1", "core", CORE_MAC);
        Rack ring = new Rack("10.0.0.9", "ring", "02:00:00:00:00:09").port("r1", 1).port("r2", 2).port("r0", 3);
        Rack d1 = new Rack("10.0.0.11", "d1", "02:00:00:00:00:11").port("u", 1).port("x", 2);
        Rack d2 = new Rack("10.0.0.12", "d2", "02:00:00:00:00:12").port("u", 1).port("x", 2);
        core.port("c0", 1).port("c1", 2).port("c2", 3).hears("c0", "ring", "", "r0", "").hears("c1", "d1", "", "u", "").hears("c2", "d2", "", "u", "");
        ring.hears("r1", "d1", "", "x", "").hears("r2", "d2", "", "x", "");

        Found found = found(core, d1, d2, ring);

        assertThat(found.devices().get(1).ways()).containsExactly(new Way("u", "core", "c1"), new Way("x", "ring", "r1"));
        assertThat(found.devices().getLast().ways()).containsExactly(new Way("r0", "core", "c0"));
    }

    @Test
    void twoDevicesOfOneNameStayTwo() {
        Found found = found(core(), new Rack("10.0.0.3", "switch", "a").port("1", 1), new Rack("10.0.0.4", "switch", "b").port("1", 1));

        assertThat(found.devices()).extracting(Device::name).containsExactly("core", "switch 10.0.0.3", "switch 10.0.0.4");
    }

    @Test
    void whoTellsNothingOfItselfIsCalledAsItsNeighboursDo() {
        Found found = found(core().hears("xe-0/0/0", "sw9", "", "514", "ge-0/0/1", "10.0.0.9"), new Rack("10.0.0.9", "", ""));

        assertThat(found.cables()).extracting(Cable::b).containsExactly(new End("sw9", "ge-0/0/1"));
    }

    @Test
    void anAddressThatTwoDevicesTellIsNobodys() {
        Found found = found(
                core().hears("xe-0/0/0", "sw1", SWITCH_MAC, "601", "", "10.0.0.2", "192.168.1.1")
                        .hears("xe-0/0/1", "sw2", "", "1", "", "10.0.0.3", "192.168.1.1"),
                lower(), new Rack("10.0.0.3", "sw2", "").port("1", 1));

        assertThat(found.devices()).extracting(Device::addresses)
                .containsExactly(List.of("10.0.0.1"), List.of("10.0.0.2"), List.of("10.0.0.3"));
    }

    @Test
    void whoCouldNotBeAskedIsNamedWithItsPort() {
        Found found = found(core().hears("xe-0/0/1", "printer", "x", "eth0", "", "10.0.0.77"));

        assertThat(found.strangers()).containsExactly(
                new Found.Stranger(new End("core", "xe-0/0/1"), "printer", "eth0", "box", List.of("10.0.0.77")));
    }
}
