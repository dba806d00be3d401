package vor.server.collect.snmp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Link;
import vor.model.Uplink;
import vor.server.collect.snmp.facts.Cable;

/** The cables that the inventory plans, by the device that they end at: its links, and uplinks that no link tells of. */
final class Cables {
    private final Map<DeviceId, List<Cable>> all = new HashMap<>();

    private Cables() {}

    /** Ends without a port's name are left out. */
    static Map<DeviceId, List<Cable>> of(Inventory inventory) {
        Cables cables = new Cables();
        for (Link link : inventory.links()) {
            cables.add(link.a().device(), new Cable(link.a().port(), link.b().device(), link.bundle()));
            cables.add(link.b().device(), new Cable(link.b().port(), link.a().device(), link.bundle()));
        }
        for (Device device : inventory.devices()) {
            for (Uplink uplink : device.uplinks()) {
                cables.add(device.id(), new Cable(uplink.port(), uplink.above(), ""));
                cables.add(uplink.above(), new Cable(uplink.abovePort(), device.id(), ""));
            }
        }
        return cables.all;
    }

    private void add(DeviceId at, Cable cable) {
        List<Cable> own = all.computeIfAbsent(at, k -> new ArrayList<>());
        if (!cable.port().isBlank() && own.stream().noneMatch(c -> c.port().equalsIgnoreCase(cable.port()))) {
            own.add(cable);
        }
    }
}
