/**
 * What Vor finds out itself, as events: pings, ports, parts, sensors, agents, health, and its own counters. The main type is {@link vor.server.events.own.OwnEvents}. Nothing is
 * judged here: states are those of the observations, in Riemann's words.
 */
@NullMarked
package vor.server.events.own;

import org.jspecify.annotations.NullMarked;
