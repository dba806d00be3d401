package vor.lab;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;

/** Who still has a way to the gateway. Devices without uplinks hang on the gateway itself. Immutable. */
final class Reach {
    private final List<Device> devices;
    private final Map<DeviceId, Integer> index = new HashMap<>();
    private final int[][] below;

    Reach(Inventory inventory) {
        devices = List.copyOf(inventory.devices());
        devices.forEach(d -> index.put(d.id(), index.size()));
        below = devices.stream()
                .map(d -> inventory.below(d.id()).stream().mapToInt(this::indexOf).toArray())
                .toArray(int[][]::new);
    }

    private int indexOf(DeviceId id) {
        Integer found = index.get(id);
        if (found == null) {
            throw new IllegalArgumentException("there is no device " + id);
        }
        return found;
    }

    /** Names of all devices that are cut or have lost every way to the gateway. */
    Set<String> lost(Set<String> cut) {
        if (cut.isEmpty()) {
            return Set.of();
        }
        BitSet reached = reached(cut);
        Set<String> lost = new TreeSet<>();
        for (int i = reached.nextClearBit(0); i < devices.size(); i = reached.nextClearBit(i + 1)) {
            lost.add(devices.get(i).name());
        }
        return lost;
    }

    private BitSet reached(Set<String> cut) {
        BitSet reached = new BitSet(devices.size());
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < devices.size(); i++) {
            if (devices.get(i).uplinks().isEmpty()) {
                visit(i, cut, reached, open);
            }
        }
        for (Integer at = open.poll(); at != null; at = open.poll()) {
            for (int child : below[at]) {
                visit(child, cut, reached, open);
            }
        }
        return reached;
    }

    private void visit(int at, Set<String> cut, BitSet reached, ArrayDeque<Integer> open) {
        if (!reached.get(at) && !cut.contains(devices.get(at).name())) {
            reached.set(at);
            open.add(at);
        }
    }
}
