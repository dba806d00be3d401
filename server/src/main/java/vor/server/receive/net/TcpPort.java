package vor.server.receive.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections on a thread of its own and has each served by a virtual one. */
public final class TcpPort implements Port {
    private static final Logger LOG = LoggerFactory.getLogger(TcpPort.class);
    private static final int BACKLOG = 128;

    private final ServerSocket socket;
    private final String name;
    private final int most;
    private final Guest guest;
    private final LongAdder refused;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread taker;

    /** Serves one connection until it ends; it is closed afterwards. */
    @FunctionalInterface
    public interface Guest {
        void serve(Socket socket) throws IOException;
    }

    private TcpPort(ServerSocket socket, String name, int most, Guest guest, LongAdder refused) {
        this.socket = socket;
        this.name = name;
        this.most = most;
        this.guest = guest;
        this.refused = refused;
        taker = Thread.ofPlatform().daemon().name(name + "-accept").unstarted(this::accept);
    }

    /**
     * Listens.
     *
     * @param name short, lower case, such as {@code graphite}: of threads and in words for people
     * @param most connections at once
     * @param refused counts those that were too many
     * @throws IOException in words for people
     */
    public static TcpPort open(String name, String host, int port, int most, Guest guest, LongAdder refused) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw Words.cannotListen(name, "TCP", host, port, e);
        }
        TcpPort taken = new TcpPort(socket, name, most, guest, refused);
        taken.taker.start();
        return taken;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                welcome(socket.accept());
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.debug("a connection was lost before it was taken", e);
                }
            }
        }
    }

    private void welcome(Socket one) {
        if (open.size() >= most) {
            refused.increment();
            end(one);
            return;
        }
        open.add(one);
        Thread.ofVirtual().name(name + " " + one.getRemoteSocketAddress()).start(() -> {
            try (one) {
                guest.serve(one);
            } catch (IOException e) {
                LOG.debug("{} is gone", one.getRemoteSocketAddress(), e);
            } catch (RuntimeException e) {
                LOG.error("{}: a connection ended by a fault of ours", name, e);
            } finally {
                open.remove(one);
            }
        });
        if (socket.isClosed()) {
            end(one); // closed meanwhile, and nobody would end it
        }
    }

    private static void end(Socket one) {
        try {
            one.close();
        } catch (IOException e) {
            LOG.debug("a connection did not close in order", e);
        }
    }

    /** How many are served now. */
    public int connections() {
        return open.size();
    }

    @Override
    public String words() {
        return "TCP " + Words.at(socket.getInetAddress(), number());
    }

    @Override
    public int number() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        List.copyOf(open).forEach(TcpPort::end);
        Threads.awaitEnd(taker);
    }
}
