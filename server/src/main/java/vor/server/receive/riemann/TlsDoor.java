package vor.server.receive.riemann;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import vor.server.receive.net.TcpPort;
import vor.server.receive.net.TimeLimits;

/** Has a client and us show each other certificates before anything is read. On the virtual thread of the connection, within a time. */
final class TlsDoor {
    /** The whole handshake. */
    static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final TimeLimits limits;
    private final Counts counts;
    private volatile Optional<SSLContext> context = Optional.empty();

    TlsDoor(TimeLimits limits, Counts counts) {
        this.limits = limits;
        this.counts = counts;
    }

    /** For connections that come from now on; those that stand keep theirs. */
    void show(Optional<SSLContext> next) {
        context = next;
    }

    /** Who is not let in is counted, and kept to look at. */
    void serve(Socket raw, TcpPort.Guest guest) throws IOException {
        String sender = String.valueOf(raw.getRemoteSocketAddress());
        try (TimeLimits.Limit limit = limits.of(raw);
                SSLSocket socket = (SSLSocket) shown().getSocketFactory().createSocket(raw, null, true)) {
            socket.setNeedClientAuth(true);
            limit.begin(HANDSHAKE);
            try {
                socket.startHandshake();
            } catch (IOException e) {
                counts.bads.add(sender, limit.isMissed() ? tooSlow() : why(e));
                counts.handshakes.increment();
                return;
            }
            limit.end();
            try {
                guest.serve(socket);
            } finally {
                limit.begin(HANDSHAKE); // a client that does not read holds up our goodbye, too
            }
        }
    }

    private SSLContext shown() throws IOException {
        return context.orElseThrow(() -> new IOException("there is no certificate to show"));
    }

    private static String tooSlow() {
        return "the TLS handshake took longer than " + HANDSHAKE.toSeconds() + " s";
    }

    private static String why(IOException e) {
        String said = String.valueOf(e.getMessage());
        String small = said.toLowerCase(Locale.ROOT);
        if (small.contains("unrecognized ssl message") || small.contains("plaintext")) {
            return "this is no TLS; does the client mean the port without?";
        }
        if (small.contains("empty client certificate") || small.contains("certificate_required")) {
            return "the client shows no certificate; it needs one that is signed by a CA of receive.riemann.tls.clients";
        }
        if (small.contains("path") && small.contains("valid") || small.contains("certification")) {
            return "the client's certificate is not signed by a CA of receive.riemann.tls.clients, or has ended: " + said;
        }
        return "the TLS handshake failed: " + said;
    }
}
