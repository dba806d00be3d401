package vor.server.receive.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;

/** Takes connections on a thread of its own and has each served by a virtual one. */
public final class TcpPort implements Port {
    private static final int BACKLOG = 128;

    private final ServerSocket socket;
    private final Guest guest;
    private final Guests guests;
    private final Thread taker;

    /** Serves one connection until it ends; it is closed afterwards. */
    @FunctionalInterface
    public interface Guest {
        void serve(Socket socket) throws IOException;
    }

    private TcpPort(ServerSocket socket, String name, int most, Guest guest, LongAdder refused) {
        this.socket = socket;
        this.guest = guest;
        this.guests = new Guests(name, most, refused);
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
        guests.take(() -> {
            Socket one = socket.accept();
            guests.welcome(one, one.getRemoteSocketAddress(), () -> guest.serve(one));
        });
    }

    /** How many are served now. */
    public int connections() {
        return guests.count();
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
        guests.close();
        socket.close();
        Threads.awaitEnd(taker);
    }
}
