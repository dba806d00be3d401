/**
 * Says whether a device's processors are at their limit: {@link vor.server.health.handlers.cpu.CpuHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.cpu;

import org.jspecify.annotations.NullMarked;
