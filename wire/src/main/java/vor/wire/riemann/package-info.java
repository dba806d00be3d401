/**
 * Riemann's messages (protocol buffers of riemann-java-client's proto.proto) as bytes: {@link vor.wire.riemann.RiemannReader} takes one apart without throwing and
 * without ever holding more than its bytes warrant; {@link vor.wire.riemann.RiemannWriter} makes the answers. Framing by length, sockets and what an event does are
 * not decided here.
 */
@NullMarked
package vor.wire.riemann;

import org.jspecify.annotations.NullMarked;
