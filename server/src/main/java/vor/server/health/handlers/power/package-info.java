/**
 * Says whether supplies and fans work: {@link vor.server.health.handlers.power.PowerHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.power;

import org.jspecify.annotations.NullMarked;
