package vor.model;

import java.time.Instant;

/**
 * What one collector saw of one device at one time. Silence is an observation too. Immutable; can be written down and
 * read back.
 */
public sealed interface Observation permits Ping, Report, Facts {

    /** The device that was looked at. */
    DeviceId device();

    /** When it was seen, wall time. */
    Instant at();
}
