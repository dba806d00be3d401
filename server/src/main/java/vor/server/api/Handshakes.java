package vor.server.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import vor.model.Clock;

/**
 * Ends connections that take too long from being accepted to the first line of a request: a handshake that drips in would
 * hold one for ever, as Helidon begins to watch a connection only after it. Safe for any thread.
 */
final class Handshakes {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Connections of one address on which no request has begun; one more is closed. */
    static final int MOST = 256;

    private final Clock clock;
    private final Map<InetSocketAddress, Waiting> waiting = new ConcurrentHashMap<>();
    private final LongAdder missed = new LongAdder();

    private record Waiting(Socket socket, long end) {}

    Handshakes(Clock clock) {
        this.clock = clock;
    }

    /** Whether it may wait for its first request. */
    private boolean begin(Socket socket) {
        if (!(socket.getRemoteSocketAddress() instanceof InetSocketAddress remote)) {
            return true;
        }
        waiting.put(remote, new Waiting(socket, clock.nanos() + PATIENCE.toNanos()));
        InetAddress address = remote.getAddress();
        boolean crowded = waiting.keySet().stream().filter(w -> address.equals(w.getAddress())).count() > MOST;
        if (crowded) {
            waiting.remove(remote);
            end(socket);
        }
        return !crowded;
    }

    /** From this address a request has begun. */
    void done(SocketAddress remote) {
        if (remote instanceof InetSocketAddress inet) {
            waiting.remove(inet);
        }
    }

    /** To be called about once a second. */
    void check() {
        long now = clock.nanos();
        waiting.values().removeIf(w -> w.socket().isClosed());
        waiting.values().removeIf(w -> now - w.end() >= 0 && end(w.socket()));
    }

    private boolean end(Socket socket) {
        missed.increment();
        Thread.startVirtualThread(() -> close(socket)); // closing says farewell in TLS, which may wait for a writer
        return true;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone already
        }
    }

    long missed() {
        return missed.sum();
    }

    /** The same TLS, whose listeners tell us of each connection. */
    SSLContext watched(SSLContext context) {
        return new Watched(new Spi(context), context);
    }

    private static final class Watched extends SSLContext {
        Watched(SSLContextSpi spi, SSLContext context) {
            super(spi, context.getProvider(), context.getProtocol());
        }
    }

    private final class Spi extends SSLContextSpi {
        private final SSLContext context;

        Spi(SSLContext context) {
            this.context = context;
        }

        @Override
        protected void engineInit(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("it is ready for use");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return context.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return new Factory(context.getServerSocketFactory());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return context.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return context.createSSLEngine(host, port);
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return context.getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return context.getSupportedSSLParameters();
        }
    }

    private final class Factory extends SSLServerSocketFactory {
        private final SSLServerSocketFactory factory;

        Factory(SSLServerSocketFactory factory) {
            this.factory = factory;
        }

        private ServerSocket watched(ServerSocket socket) throws IOException {
            return new Listener((SSLServerSocket) socket);
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return watched(factory.createServerSocket());
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return watched(factory.createServerSocket(port));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return watched(factory.createServerSocket(port, backlog));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            return watched(factory.createServerSocket(port, backlog, address));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return factory.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory.getSupportedCipherSuites();
        }
    }

    private final class Listener extends ForwardingTlsListener {
        Listener(SSLServerSocket socket) throws IOException {
            super(socket);
        }

        @Override
        public Socket accept() throws IOException {
            Socket socket = super.accept();
            while (!begin(socket)) {
                socket = super.accept();
            }
            return socket;
        }
    }
}
