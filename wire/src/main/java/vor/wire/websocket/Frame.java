package vor.wire.websocket;

/** What a client has sent: a message put together of its fragments, a control frame, or what is neither. Arrays are not to be changed. */
public sealed interface Frame {

    record Text(String text) implements Frame {}

    record Binary(byte[] bytes) implements Frame {}

    /** To be answered with a pong of the same bytes. */
    record Ping(byte[] bytes) implements Frame {}

    record Pong(byte[] bytes) implements Frame {}

    /** @param code 1005 where none is told */
    record Close(int code, String reason) implements Frame {}

    /**
     * No frame: the connection is to be closed, nothing behind it makes sense.
     *
     * @param code to close with (RFC 6455, 7.4.1)
     */
    record Damage(int code, String why) implements Frame {}
}
