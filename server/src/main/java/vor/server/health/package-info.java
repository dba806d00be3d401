/**
 * Judges: {@link vor.server.health.HealthEngine} wakes the handlers of {@link vor.server.health.Handlers} when what they
 * have read changes, and keeps their verdicts. A handler lives in a folder of its own under {@code handlers}. Nothing
 * here fetches, paints or tells people.
 */
@NullMarked
package vor.server.health;

import org.jspecify.annotations.NullMarked;
