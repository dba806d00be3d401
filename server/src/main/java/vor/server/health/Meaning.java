package vor.server.health;

import java.util.List;
import java.util.Optional;
import vor.model.Device;
import vor.model.Inventory;

/** Tells a change of the inventory that may matter to the judgement of other devices from a box dragged on a map. */
final class Meaning {
    private Meaning() {}

    static boolean differs(Inventory before, Inventory after) {
        return before.devices().size() != after.devices().size()
                || !List.copyOf(before.networks()).equals(List.copyOf(after.networks()))
                || !List.copyOf(before.links()).equals(List.copyOf(after.links()))
                || after.devices().stream().anyMatch(d -> differs(before.device(d.id()), d));
    }

    private static boolean differs(Optional<Device> before, Device after) {
        return before.isEmpty() || (!before.get().equals(after) && !bare(before.get()).equals(bare(after)));
    }

    private static Device bare(Device d) {
        return new Device(
                d.id(), 0, d.name(), d.profile(), d.addresses(), d.uplinks(), d.networks(), d.tags(), List.of(),
                d.maintenance(), "");
    }
}
