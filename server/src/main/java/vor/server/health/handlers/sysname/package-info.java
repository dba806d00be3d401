/**
 * Says whether a device calls itself as the inventory does: {@link vor.server.health.handlers.sysname.SysnameHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.sysname;

import org.jspecify.annotations.NullMarked;
