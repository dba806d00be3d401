/**
 * Says how many of a device's ways up are live: {@link vor.server.health.handlers.uplinks.UplinksHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.uplinks;

import org.jspecify.annotations.NullMarked;
