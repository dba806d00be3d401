package vor.server.receive.hints;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A door with its socket; read by one thread, exchanged and closed by any. */
final class Ear implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);
    private static final int BUFFER = 4 << 20;
    private static final int LARGEST = 65_536;
    /** Datagrams read from one socket before the other has its turn. */
    private static final int AT_ONCE = 256;

    private static final int FIRST_FREE_PORT = 1024;

    private volatile Door door;
    private final Counts counts;
    private final DatagramChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(LARGEST);

    private Ear(Door door, Counts counts, DatagramChannel channel) {
        this.door = door;
        this.counts = counts;
        this.channel = channel;
    }

    /** @throws IOException in words for people */
    static Ear open(Door door, Counts counts, Selector selector) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            channel.bind(new InetSocketAddress(InetAddress.getByName(door.host()), door.port()));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return new Ear(door, counts, channel);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot listen for " + door.name() + " on " + door.host() + " port " + door.port() + ": " + e.getMessage()
                    + remedy(e, door.port()), e);
        }
    }

    private static String remedy(IOException e, int port) {
        boolean held = e instanceof BindException && String.valueOf(e.getMessage()).contains("in use");
        if (held) {
            return "; another program listens there: end it, or name another port";
        }
        return e instanceof SocketException && port > 0 && port < FIRST_FREE_PORT
                ? "; ports below 1024 need a right (AmbientCapabilities=CAP_NET_BIND_SERVICE in a systemd unit): give it, or listen on "
                        + (port + 1000) + " and have devices send there"
                : "; name an address of this machine";
    }

    /** Whether this door wants the socket that is open here. Any thread. */
    boolean suits(Door other) {
        return other.name().equals(door.name()) && other.host().equals(door.host()) && other.port() == door.port();
    }

    /** The same socket for a door that reads otherwise. */
    void door(Door next) {
        door = next;
    }

    Door door() {
        return door;
    }

    /** Whether a closed one still has its port, as a selector holds it. */
    boolean isHeld() {
        return channel.isRegistered();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    /** Reads what is there; replies go back at once or not at all. */
    void listen(HintEngine engine) {
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                in.clear();
                if (!(channel.receive(in) instanceof InetSocketAddress from)) {
                    return;
                }
                byte[] reply = engine.came(door, counts, from.getAddress(), in.array(), in.position());
                if (reply.length > 0) {
                    channel.send(ByteBuffer.wrap(reply), from);
                }
            }
        } catch (IOException e) {
            LOG.debug("{}: {}", door.name(), e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
