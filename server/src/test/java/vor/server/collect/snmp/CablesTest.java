package vor.server.collect.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Link;
import vor.server.collect.snmp.facts.Cable;
import vor.testkit.Devices;

class CablesTest {
    private static final DeviceId CORE = new DeviceId(1);
    private static final DeviceId DISTRO = new DeviceId(2);

    @Test
    void anUplinkThatIsALinkTooIsOneCableAndOneWithoutAPortIsNone() {
        Inventory inventory = new Inventory(
                1,
                List.of(Devices.device(1, "core").build(), Devices.device(2, "distro1").below(1, "xe-0/0/0").below(1, "").build()),
                List.of(new Link(7, 1, new Link.End(CORE, "XE-0/0/0"), new Link.End(DISTRO, "xe-0/1/0"), "ae1", 10_000)),
                List.of(),
                List.of());
        assertThat(Cables.of(inventory).get(CORE)).containsExactly(new Cable("XE-0/0/0", DISTRO, "ae1"));
        assertThat(Cables.of(inventory).get(DISTRO)).contains(new Cable("xe-0/1/0", CORE, "ae1"));
        assertThat(Cables.of(Inventory.EMPTY)).isEmpty();
    }
}
