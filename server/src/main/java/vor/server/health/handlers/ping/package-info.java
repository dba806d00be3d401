/**
 * Says whether a device answers, and what its silence means: {@link vor.server.health.handlers.ping.PingHandler}. A pure function of the
 * picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.ping;

import org.jspecify.annotations.NullMarked;
