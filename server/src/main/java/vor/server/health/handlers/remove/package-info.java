/**
 * Says whether a device may be taken down: {@link vor.server.health.handlers.remove.RemoveHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.remove;

import org.jspecify.annotations.NullMarked;
