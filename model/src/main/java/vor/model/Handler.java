package vor.model;

import java.time.Instant;

/**
 * A point of view on devices: a pure function from (device, picture, now) to a {@link Verdict}. It neither fetches nor
 * paints.
 *
 * <p>Called by one thread at a time. It is called when something that it read through {@code picture} changes (on
 * another device too: reads are noticed), when the device itself changes, and when {@link Verdict#reconsider} has come.
 * It keeps no state between calls, blocks on nothing, and should take microseconds. One that throws is shown as an
 * unknown verdict that names it; the others go on.
 */
public interface Handler {

    /** Short, unique, lower case: its name in API and configuration. */
    String name();

    /** Its name for people, one or two words. */
    String title();

    /** What its colours mean, one sentence for the legend. */
    String legend();

    Verdict judge(Device device, Picture picture, Instant now);
}
