package vor.server.receive.riemann;

/**
 * Where Riemann's clients are heard.
 *
 * @param host address to listen on, TCP and UDP
 * @param port 1 to 65535, or 0 for any that is free
 * @param udp whether datagrams are heard on the same port, too
 * @param mostConnections at once
 * @param mostBytes of one message over TCP
 */
public record RiemannSettings(String host, int port, boolean udp, int mostConnections, int mostBytes) {
    /** Riemann's own. */
    public static final int PORT = 5555;

    public static final int MOST_CONNECTIONS = 1_000;
    public static final int MOST_BYTES = 4 << 20;
}
