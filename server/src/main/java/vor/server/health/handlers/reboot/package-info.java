/**
 * Says whether a device has just restarted: {@link vor.server.health.handlers.reboot.RebootHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.reboot;

import org.jspecify.annotations.NullMarked;
