package vor.server.receive.riemann;

import java.util.Optional;
import java.util.Set;

/**
 * Where Riemann's clients are heard.
 *
 * @param host address to listen on, TCP and UDP
 * @param port 1 to 65535, or 0 for any that is free
 * @param udp whether datagrams are heard on the same port, too
 * @param mostConnections at once, on each port
 * @param mostBytes of one message over TCP
 * @param tls where clients with a certificate are heard; empty for nowhere
 * @param websocket where the index is read by WebSocket, and events are taken as JSON; empty for nowhere
 * @param sse where the index is read as server-sent events; empty for nowhere
 * @param names host names besides addresses and localhost by which those two may be asked, in small letters
 */
public record RiemannSettings(
        String host, int port, boolean udp, int mostConnections, int mostBytes, Optional<At> tls, Optional<At> websocket, Optional<At> sse, Set<String> names) {
    /** Riemann's own. */
    public static final int PORT = 5555;

    public static final int TLS_PORT = 5554;
    public static final int WEBSOCKET_PORT = 5556;
    public static final int SSE_PORT = 5558;

    public static final int MOST_CONNECTIONS = 1_000;
    public static final int MOST_BYTES = 4 << 20;

    /** @param port 1 to 65535, or 0 for any that is free */
    public record At(String host, int port) {}

    public RiemannSettings {
        names = Set.copyOf(names);
    }

    /** TCP and UDP alone. */
    public RiemannSettings(String host, int port, boolean udp, int mostConnections, int mostBytes) {
        this(host, port, udp, mostConnections, mostBytes, Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
    }
}
