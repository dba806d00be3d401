package vor.server.health.reach;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import vor.model.DeviceId;
import vor.model.Inventory;

/** A walk from some devices up over uplinks, breadth first, each device once; over when the goal is met. */
final class Climb {
    /** Each device that was reached, and the one from which; a device where the walk began points to itself. */
    private final Map<DeviceId, DeviceId> cameFrom = new HashMap<>();

    private Optional<DeviceId> end = Optional.empty();

    private Climb() {}

    static Climb from(List<DeviceId> from, Inventory inventory, Predicate<DeviceId> admits, Predicate<DeviceId> goal) {
        Climb climb = new Climb();
        Deque<DeviceId> next = new ArrayDeque<>();
        from.forEach(id -> climb.reach(id, id, admits, next));
        while (!next.isEmpty()) {
            DeviceId id = next.remove();
            if (goal.test(id)) {
                climb.end = Optional.of(id);
                return climb;
            }
            inventory.above(id).forEach(parent -> climb.reach(parent, id, admits, next));
        }
        return climb;
    }

    private void reach(DeviceId id, DeviceId from, Predicate<DeviceId> admits, Deque<DeviceId> next) {
        if (!cameFrom.containsKey(id) && admits.test(id)) {
            cameFrom.put(id, from);
            next.add(id);
        }
    }

    Optional<DeviceId> end() {
        return end;
    }

    boolean reached(DeviceId id) {
        return cameFrom.containsKey(id);
    }

    /** From the device nearest to the beginning to the goal. */
    Optional<List<DeviceId>> path() {
        return end.map(last -> chain(last).reversed());
    }

    /** From below this device to the beginning of the walk. */
    List<DeviceId> below(DeviceId id) {
        List<DeviceId> chain = chain(id);
        return chain.isEmpty() ? chain : chain.subList(1, chain.size());
    }

    /** From this device to the beginning; empty when it was not reached. */
    private List<DeviceId> chain(DeviceId last) {
        List<DeviceId> chain = new ArrayList<>();
        DeviceId at = last;
        DeviceId from = cameFrom.get(at);
        while (from != null) {
            chain.add(at);
            if (from.equals(at)) {
                return chain;
            }
            at = from;
            from = cameFrom.get(at);
        }
        return chain;
    }
}
