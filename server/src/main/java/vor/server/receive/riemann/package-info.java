/**
 * Takes events from Riemann's clients, over TCP and UDP, as Riemann does: {@link vor.server.receive.riemann.RiemannServer}. What becomes of an event, and what a query
 * finds, others decide; the bytes are read by {@code vor.wire.riemann}.
 */
@NullMarked
package vor.server.receive.riemann;

import org.jspecify.annotations.NullMarked;
