/**
 * Says whether a device's memory is at its limit: {@link vor.server.health.handlers.memory.MemoryHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.memory;

import org.jspecify.annotations.NullMarked;
