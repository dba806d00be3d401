package vor.server.app;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vor.model.Collector;
import vor.model.DeviceId;
import vor.model.Observation;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Sight;
import vor.server.receive.hints.Behind;

/**
 * Stands between the agents and the picture: passes everything on, and the moment that a port is told to have fallen, has
 * what is behind it asked for echoes. Called by one thread.
 */
final class Falls implements Collector.Sink {
    private final Collector.Sink picture;
    private final Supplier<Picture> seen;
    private final Consumer<Set<DeviceId>> behind;
    /** The newest fall of each device that was acted on. */
    private final Map<DeviceId, Instant> newest = new HashMap<>();

    Falls(Collector.Sink picture, Supplier<Picture> seen, Consumer<Set<DeviceId>> behind) {
        this.picture = picture;
        this.seen = seen;
        this.behind = behind;
    }

    @Override
    public void observed(List<? extends Observation> observations) {
        picture.observed(observations);
        Set<DeviceId> devices = new LinkedHashSet<>();
        for (Observation o : observations) {
            if (o instanceof Ports ports) {
                fallen(ports, devices);
            }
        }
        if (!devices.isEmpty()) {
            behind.accept(devices);
        }
    }

    private void fallen(Ports ports, Set<DeviceId> devices) {
        Instant before = newest.getOrDefault(ports.device(), Instant.MIN);
        Instant last = before;
        for (Port port : ports.ports().values()) {
            Instant at = port.up() ? before : port.downAt().orElse(before);
            if (at.isAfter(before)) {
                last = at.isAfter(last) ? at : last;
                devices.addAll(Behind.devices(seen.get(), ports.device(), port.name()));
            }
        }
        if (last.isAfter(before)) {
            newest.put(ports.device(), last);
        }
    }

    @Override
    public void sight(Sight sight) {
        picture.sight(sight);
    }
}
