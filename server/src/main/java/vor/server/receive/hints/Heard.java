package vor.server.receive.hints;

/** What a datagram turned out to be. */
public sealed interface Heard {
    byte[] NO_REPLY = {};

    /** @param reply to be sent back; empty for none */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Link(Word word, byte[] reply) implements Heard {}

    /**
     * In order, but not about a port.
     *
     * @param host as in {@link Word}
     * @param reply to be sent back; empty for none
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Other(String host, byte[] reply) implements Heard {}

    /** Nobody here can read it, or it came under no credential of ours. */
    record Bad(String why) implements Heard {}
}
