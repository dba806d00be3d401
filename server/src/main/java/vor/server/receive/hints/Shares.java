package vor.server.receive.hints;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vor.model.DeviceId;
import vor.model.Inventory;

/**
 * How much is read: a share for each device of the inventory, one for all strangers together, and a bound on the whole.
 * What is beyond is shed before anybody looks into it. Pure; one thread.
 */
final class Shares {
    /** A chassis that loses a row of line cards says as much at once. */
    private static final int DEVICE_AT_ONCE = 256;

    private static final int DEVICE = 50;
    private static final int STRANGERS = 100;
    private static final int ALL = 4_000;

    private final Map<DeviceId, Bucket> devices = new HashMap<>();
    private final Bucket strangers;
    private final Bucket all;

    Shares(long now) {
        strangers = new Bucket(STRANGERS, STRANGERS, now);
        all = new Bucket(ALL, ALL, now);
    }

    void inventory(Inventory inventory) {
        devices.keySet().removeIf(id -> inventory.device(id).isEmpty());
    }

    boolean take(Optional<DeviceId> sender, long now) {
        Bucket own = sender.map(id -> devices.computeIfAbsent(id, k -> new Bucket(DEVICE, DEVICE_AT_ONCE, now))).orElse(strangers);
        return own.take(now) && all.take(now);
    }
}
