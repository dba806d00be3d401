package vor.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vor.model.Device;
import vor.model.Inventory;
import vor.outside.LiveFrame;

/** What is said of devices that have a mishap, and who is called down without one. Safe for any thread. */
final class CauseLog {
    private final Map<String, Set<String>> addresses = new HashMap<>();
    private final Map<String, Mishap> open = new HashMap<>();
    private final List<Mishap> all = new ArrayList<>();
    private final List<String> falseDowns = new ArrayList<>();
    private boolean watching;

    CauseLog(Inventory inventory) {
        for (Device d : inventory.devices()) {
            addresses.put(d.name(), new HashSet<>(d.addresses()));
        }
    }

    synchronized void frame(LiveFrame frame) {
        frame.health().forEach((device, seen) -> {
            Mishap mishap = open.get(device);
            if (mishap != null) {
                mishap.seen(seen, frame.arrived(), addresses.getOrDefault(device, Set.of()));
            } else if (watching && seen.state().equals("down")) {
                falseDowns.add(device + " at " + frame.arrived());
            }
        });
    }

    /** From now on it is looked at. */
    synchronized void open(List<Mishap> mishaps) {
        mishaps.forEach(m -> open.put(m.device(), m));
        all.addAll(mishaps);
        watching = true;
    }

    /** Everything is about to be healed: what is said from now on does not count. */
    synchronized void close() {
        open.clear();
        watching = false;
    }

    synchronized List<Mishap> all() {
        return List.copyOf(all);
    }

    synchronized List<String> falseDowns() {
        return List.copyOf(falseDowns);
    }
}
