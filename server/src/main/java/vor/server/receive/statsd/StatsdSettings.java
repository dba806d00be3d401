package vor.server.receive.statsd;

/**
 * Where statsd's clients are heard.
 *
 * @param host address to listen on
 * @param port UDP
 * @param tcp whether lines are heard on the same port over TCP, too
 * @param mostConnections at once
 * @param adding how values are added up
 */
public record StatsdSettings(String host, int port, boolean tcp, int mostConnections, Adding adding) {
    /** statsd's own. */
    public static final int PORT = 8125;

    public static final int MOST_CONNECTIONS = 1_000;
}
