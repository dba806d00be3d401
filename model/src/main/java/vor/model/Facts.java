package vor.model;

import java.time.Instant;
import java.util.List;

/** The open leaf: what a collector that others write has seen. The newest of each {@code source} replaces the one before. */
public record Facts(DeviceId device, Instant at, String source, List<Fact> facts) implements Observation {
    public Facts {
        facts = List.copyOf(facts);
    }
}
