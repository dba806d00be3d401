/**
 * Asks every target for echoes and decides what silence means: {@link vor.server.collect.ping.PingCollector}. The
 * deciding ({@code TargetWatch}, {@code DeviceWatch}, {@code SilenceRecord}) is pure and runs in virtual time as well,
 * in {@link vor.server.collect.ping.Simulate}. What a silent device means for those below it is not judged here.
 */
@NullMarked
package vor.server.collect.ping;

import org.jspecify.annotations.NullMarked;
