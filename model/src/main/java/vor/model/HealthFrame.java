package vor.model;

import java.util.List;
import java.util.Map;

/**
 * What a frame changed in the health of devices.
 *
 * @param all everything as it is now; immutable
 * @param changed the new health of those that changed, in state, score, why, cause or facts
 * @param removed devices that are gone
 */
public record HealthFrame(Map<DeviceId, Health> all, List<Health> changed, List<DeviceId> removed) {
    public HealthFrame {
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }
}
