/**
 * Frames of the WebSocket protocol (RFC 6455) as a server has them: {@link vor.wire.websocket.FrameReader} takes what clients send apart, {@link
 * vor.wire.websocket.Frames} makes what is sent to them, {@link vor.wire.websocket.Handshake} the answer to the request that begins it. No extensions.
 */
@NullMarked
package vor.wire.websocket;

import org.jspecify.annotations.NullMarked;
