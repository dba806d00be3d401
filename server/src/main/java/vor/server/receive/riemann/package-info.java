/**
 * Takes events from Riemann's clients and tells its readers, on the ports that Riemann has: {@link vor.server.receive.riemann.RiemannServer}. What becomes of an event, and what
 * a query finds, others decide, and what is published they bring to {@link vor.server.receive.riemann.Channels}; bytes are read by {@code vor.wire}.
 */
@NullMarked
package vor.server.receive.riemann;

import org.jspecify.annotations.NullMarked;
