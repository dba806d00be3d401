package vor.model;

import java.time.Instant;
import java.util.Optional;

/** People work on the device: {@code until} then (or until somebody ends it), because of {@code why}. */
public record Maintenance(String why, Optional<Instant> until) {}
