package vor.server.health.reach;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vor.model.DeviceId;

/**
 * Whether the monitor can reach a device.
 *
 * @param cause when blocked: the device nearest to the monitor that blocks the first way
 * @param until when undecided: the earliest moment at which time alone changes the answer
 * @param way the first way from the device, itself left out, to the monitor's end; empty at the top or when none is known
 */
public record Finding(Way way, Optional<DeviceId> cause, Optional<Instant> until, List<DeviceId> hops) {
    public Finding {
        hops = List.copyOf(hops);
    }

    /** In rising order of trouble. */
    public enum Way {
        /** At least one way passes nothing that is down, or no way is known at all. */
        OPEN,
        /** Every way passes something that is down or not decided yet. */
        UNDECIDED,
        /** Every way passes something that is down. */
        BLOCKED
    }
}
