/**
 * Says whom a device is behind, and whether a second way is lost: {@link vor.server.health.handlers.path.PathHandler}. A pure function of the
 * picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.path;

import org.jspecify.annotations.NullMarked;
