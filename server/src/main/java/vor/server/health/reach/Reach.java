package vor.server.health.reach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Picture;

/**
 * Finds out whether every path from the monitor's own device to a device passes something that is down.
 *
 * <p>A path goes up from the monitor over uplinks and then down; without a monitor's device it begins at any device
 * that has no uplinks. Rings in the uplinks are walked once. Immutable, safe for any thread.
 */
public final class Reach {
    private static final Set<Standing.Kind> SURE = EnumSet.of(Standing.Kind.PROVEN, Standing.Kind.OPEN);
    private static final Set<Standing.Kind> NOT_DOWN = EnumSet.complementOf(EnumSet.of(Standing.Kind.BLOCKED));
    private static final Set<Standing.Kind> ANY = EnumSet.allOf(Standing.Kind.class);

    private final Supplier<Optional<String>> monitor;

    /** @param monitor name of the device that Vor itself hangs on; empty when it hangs above all that have no uplinks */
    public Reach(Optional<String> monitor) {
        this(() -> monitor);
    }

    /** @param monitor asked anew for each question; any thread, returns at once */
    public Reach(Supplier<Optional<String>> monitor) {
        this.monitor = monitor;
    }

    /** @param silence what is to be explained; empty to ask how things stand, whoever answered last */
    public Finding find(Device device, Picture picture, Instant now, Optional<Silence> silence) {
        return new Search(device.id(), picture, now, silence).find(picture.inventory().above(device.id()));
    }

    /** The same as if the device had only this one uplink. */
    public Finding findVia(DeviceId parent, Device device, Picture picture, Instant now) {
        return new Search(device.id(), picture, now, Optional.empty()).find(List.of(parent));
    }

    /** One question; remembers the standings that it has looked up. */
    private final class Search {
        private final DeviceId asked;
        private final Picture picture;
        private final Inventory inventory;
        private final Instant now;
        private final Optional<Silence> silence;
        private final Optional<DeviceId> start;
        private final Map<DeviceId, Standing> standings = new HashMap<>();

        Search(DeviceId asked, Picture picture, Instant now, Optional<Silence> silence) {
            this.asked = asked;
            this.picture = picture;
            this.inventory = picture.inventory();
            this.now = now;
            this.silence = silence;
            this.start = monitor.get().flatMap(inventory::device).map(Device::id);
        }

        Finding find(List<DeviceId> parents) {
            if (start.isPresent() && start.get().equals(asked)) {
                return found(Finding.Way.OPEN, List.of());
            }
            List<DeviceId> hops = path(parents, ANY, false).orElse(List.of());
            if (hops.isEmpty() || path(parents, SURE, true).isPresent()) {
                return found(Finding.Way.OPEN, hops);
            }
            boolean undecided = path(parents, NOT_DOWN, true).isPresent();
            return found(undecided ? Finding.Way.UNDECIDED : Finding.Way.BLOCKED, hops);
        }

        private Finding found(Finding.Way way, List<DeviceId> hops) {
            return new Finding(way, way == Finding.Way.BLOCKED ? topmost(hops) : Optional.empty(), limit(way), hops);
        }

        private Optional<DeviceId> topmost(List<DeviceId> hops) {
            return hops.reversed().stream().filter(h -> standing(h).kind() == Standing.Kind.BLOCKED).findFirst();
        }

        private Optional<Instant> limit(Finding.Way way) {
            return way == Finding.Way.UNDECIDED
                    ? standings.values().stream().flatMap(s -> s.until().stream()).min(Instant::compareTo)
                    : Optional.empty();
        }

        private Standing standing(DeviceId id) {
            return standings.computeIfAbsent(id, k -> Standing.of(picture.pings(k), silence, now));
        }

        /** The first path over admitted devices, nearest first; empty when there is none. */
        private Optional<List<DeviceId>> path(List<DeviceId> parents, Set<Standing.Kind> admitted, boolean proofEnds) {
            if (start.isEmpty()) {
                return climb(parents, admitted, id -> inventory.above(id).isEmpty() || proves(id, proofEnds)).path();
            }
            Climb down = climb(List.of(start.get()), admitted, id -> inventory.above(id).contains(asked));
            if (down.end().isPresent()) {
                return down.path().map(List::reversed);
            }
            Climb up = climb(parents, admitted, id -> down.reached(id) || proves(id, proofEnds));
            return up.path().map(way -> joined(way, down));
        }

        private boolean proves(DeviceId id, boolean proofEnds) {
            return proofEnds && standing(id).kind() == Standing.Kind.PROVEN;
        }

        private Climb climb(List<DeviceId> from, Set<Standing.Kind> admitted, Predicate<DeviceId> goal) {
            Predicate<DeviceId> admits = id ->
                    !id.equals(asked) && (admitted.equals(ANY) || admitted.contains(standing(id).kind()));
            return Climb.from(from, inventory, admits, goal);
        }

        private List<DeviceId> joined(List<DeviceId> way, Climb down) {
            List<DeviceId> hops = new ArrayList<>(way);
            hops.addAll(down.below(way.getLast()));
            return hops;
        }
    }
}
