package vor.server.receive.graphite;

import java.time.Duration;

/**
 * Where Graphite's senders are heard.
 *
 * @param host address to listen on
 * @param port of lines, over TCP
 * @param udp whether lines are heard on the same port as datagrams, too
 * @param picklePort of pickles, over TCP; negative for none
 * @param mostConnections at once, of each kind
 * @param ttl how long a point counts, as none says it itself
 */
public record GraphiteSettings(String host, int port, boolean udp, int picklePort, int mostConnections, Duration ttl) {
    /** Carbon's own. */
    public static final int PORT = 2003;

    /** Carbon's own. */
    public static final int PICKLE_PORT = 2004;

    public static final int MOST_CONNECTIONS = 1_000;

    /** Of a sender that tells once a minute, two may be lost. */
    public static final Duration TTL = Duration.ofMinutes(3);
}
