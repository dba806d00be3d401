package vor.server.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Frame;
import vor.model.Inventory;
import vor.model.Ping;
import vor.model.Reading;

/**
 * The last ten minutes of every target's latency, in memory: under four kilobytes a target.
 *
 * <p>{@link #frame} belongs to the thread {@code picture}; reading is safe for any thread and sees whole seconds.
 */
public final class RecentLatency {
    /** Seconds that are kept. */
    public static final int SECONDS = Ring.SECONDS;

    private final Map<DeviceId, List<Ring>> rings = new ConcurrentHashMap<>();
    private Inventory inventory = Inventory.EMPTY;

    /** Takes the summaries of a frame in, and forgets targets that are gone. */
    public void frame(Frame frame) {
        if (frame.picture().inventory() != inventory) {
            inventory = frame.picture().inventory();
            forget(inventory);
        }
        frame.pings().forEach(p -> ring(p).add(p));
    }

    private Ring ring(Ping ping) {
        List<Ring> own = rings.computeIfAbsent(ping.device(), k -> new CopyOnWriteArrayList<>());
        for (Ring r : own) {
            if (r.address().equals(ping.address())) {
                return r;
            }
        }
        Ring added = new Ring(ping.address());
        own.add(added);
        return added;
    }

    private void forget(Inventory now) {
        rings.forEach((id, own) -> own.removeIf(r -> now.device(id).filter(d -> has(d, r)).isEmpty()));
        rings.values().removeIf(List::isEmpty);
    }

    private static boolean has(Device device, Ring ring) {
        return device.addresses().contains(ring.address());
    }

    /**
     * The newest {@code seconds} (1 to {@link #SECONDS}) of each target that was ever seen, in the order in which they
     * were first seen; empty for a device that is not known. Series end at their own newest second.
     */
    public List<LatencySeries> of(DeviceId device, int seconds) {
        int within = Math.clamp(seconds, 1, SECONDS);
        List<LatencySeries> series = new ArrayList<>();
        rings.getOrDefault(device, List.of()).forEach(r -> series.add(r.read(within)));
        return series;
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(Reading.gauge(
                "vor_history_targets",
                "targets whose last minutes are kept",
                () -> rings.values().stream().mapToInt(List::size).sum()));
    }
}
