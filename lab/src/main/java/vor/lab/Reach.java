package vor.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Uplink;

/**
 * Who still has a way to the gateway. Devices without uplinks hang on the gateway itself; what is above comes before what
 * is below in the inventory. Immutable.
 */
final class Reach {
    private final List<Device> devices;
    private final Map<String, List<Way>> ways = new HashMap<>();

    /** One cable: own port, the device above and its port. */
    private record Way(String port, String above, String abovePort) {}

    Reach(Inventory inventory) {
        devices = List.copyOf(inventory.devices());
        Map<DeviceId, String> names = new HashMap<>();
        for (Device device : devices) {
            names.put(device.id(), device.name());
            List<Way> up = new ArrayList<>();
            for (Uplink u : device.uplinks()) {
                up.add(new Way(u.port(), names.getOrDefault(u.above(), ""), u.abovePort()));
            }
            ways.put(device.name(), List.copyOf(up));
        }
    }

    /** Names of all devices that are cut or have lost every way to the gateway. */
    Set<String> lost(Set<String> cut) {
        return cut.isEmpty() ? Set.of() : lost(name -> cut.contains(name) ? Trouble.NONE.cut(true) : Trouble.NONE);
    }

    /** Names of all devices that answer nothing, for whatever reason but darkness. */
    Set<String> lost(LabState state) {
        return state.troubles().isEmpty() ? Set.of() : lost(state::trouble);
    }

    private Set<String> lost(Function<String, Trouble> troubles) {
        Set<String> lost = new TreeSet<>();
        for (Device device : devices) {
            if (troubles.apply(device.name()).silent() || !reached(device.name(), troubles, lost)) {
                lost.add(device.name());
            }
        }
        return lost;
    }

    private boolean reached(String name, Function<String, Trouble> troubles, Set<String> lost) {
        List<Way> own = waysOf(name);
        Condition condition = troubles.apply(name).condition();
        List<Way> places = condition.crossed().isEmpty() ? own : waysOf(condition.crossed());
        for (int i = 0; i < Math.min(own.size(), places.size()); i++) {
            Way place = places.get(i);
            boolean whole = whole(condition, own.get(i).port) && whole(troubles.apply(place.above).condition(), place.abovePort);
            if (whole && !lost.contains(place.above)) {
                return true;
            }
        }
        return own.isEmpty();
    }

    private List<Way> waysOf(String name) {
        return ways.getOrDefault(name, List.of());
    }

    private static boolean whole(Condition condition, String port) {
        return !condition.lostPorts().contains(port)
                && (condition.lostMembers().isEmpty() || !condition.lostMembers().contains(member(port)));
    }

    /** M of {@code ge-M/0/N}. */
    private static int member(String port) {
        return Integer.parseInt(port.substring(port.indexOf('-') + 1, port.indexOf('/')));
    }
}
