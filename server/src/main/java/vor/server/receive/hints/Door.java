package vor.server.receive.hints;

/** One way in: where it listens, and how its datagrams read. Used by one thread. */
public interface Door {

    /** Short, unique, lower case: {@code traps}. */
    String name();

    /** The address or name to listen on; one of this machine. */
    String host();

    /** UDP, 1 to 65535, or 0 for any that is free. */
    int port();

    /**
     * Never throws on bytes.
     *
     * @param nanos monotonic
     */
    Heard read(byte[] bytes, int length, long nanos);
}
