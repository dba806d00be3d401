/**
 * Says how much a device carries: {@link vor.server.health.handlers.traffic.TrafficHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.traffic;

import org.jspecify.annotations.NullMarked;
