/**
 * Traps and informs of all versions: {@link vor.server.receive.traps.TrapDoor} reads which port went up or down. What
 * follows from it is decided in {@link vor.server.receive.hints}.
 */
@NullMarked
package vor.server.receive.traps;

import org.jspecify.annotations.NullMarked;
