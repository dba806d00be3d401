/**
 * Who is behind whom, derived from the picture by {@link vor.server.health.reach.Reach}: a tool that handlers share.
 * Pure; no state and no verdicts here.
 */
@NullMarked
package vor.server.health.reach;

import org.jspecify.annotations.NullMarked;
