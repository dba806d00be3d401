/**
 * Takes points from what speaks to Graphite's carbon: lines over TCP and UDP, pickles over TCP ({@link vor.server.receive.graphite.GraphiteServer}). The bytes are read by
 * {@code vor.wire.graphite}.
 */
@NullMarked
package vor.server.receive.graphite;

import org.jspecify.annotations.NullMarked;
