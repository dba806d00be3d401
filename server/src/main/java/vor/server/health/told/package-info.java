/**
 * What devices say about themselves, made ready for handlers: {@link vor.server.health.told.Told} finds the report or the
 * calm word for why there is none, {@link vor.server.health.told.Roles} which port is for what, and
 * {@link vor.server.health.told.Say} writes numbers for people. Pure; no verdict's limits belong here.
 */
@NullMarked
package vor.server.health.told;

import org.jspecify.annotations.NullMarked;
