/**
 * Says which optics have too little or too much light: {@link vor.server.health.handlers.optics.OpticsHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.optics;

import org.jspecify.annotations.NullMarked;
