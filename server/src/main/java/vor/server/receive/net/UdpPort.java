package vor.server.receive.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads datagrams on a thread of its own. */
public final class UdpPort implements DatagramPort {
    private static final Logger LOG = LoggerFactory.getLogger(UdpPort.class);
    private static final int BUFFER = 8 << 20;
    private static final int LARGEST = 65_535;

    private final DatagramChannel channel;
    private final Hearer hearer;
    private final InetSocketAddress at;
    private final int granted;
    private final Thread reader;

    /** Reads one datagram; the array is used again afterwards. */
    @FunctionalInterface
    public interface Hearer {
        void hear(byte[] bytes, int length, SocketAddress sender);
    }

    private UdpPort(DatagramChannel channel, Hearer hearer, int granted, InetSocketAddress at, String name) {
        this.granted = granted;
        this.channel = channel;
        this.hearer = hearer;
        this.at = at;
        reader = Thread.ofPlatform().daemon().name(name + "-udp").unstarted(this::read);
    }

    /**
     * Listens.
     *
     * @param name short, lower case: of the thread and in words for people
     * @throws IOException in words for people
     */
    public static UdpPort open(String name, String host, int port, Hearer hearer) throws IOException {
        return open(name, host, port, BUFFER, hearer);
    }

    static UdpPort open(String name, String host, int port, int buffer, Hearer hearer) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, buffer);
            channel.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF) / 2;
            UdpPort open = new UdpPort(channel, hearer, granted, (InetSocketAddress) channel.getLocalAddress(), name);
            open.reader.start();
            return open;
        } catch (IOException e) {
            channel.close();
            throw Words.cannotListen(name, "UDP", host, port, e);
        }
    }

    private void read() {
        ByteBuffer in = ByteBuffer.allocate(LARGEST);
        while (channel.isOpen()) {
            try {
                in.clear();
                SocketAddress sender = channel.receive(in);
                hearer.hear(in.array(), in.position(), sender);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("a datagram was lost by a fault of ours", e);
            }
        }
    }

    @Override
    public long dropped() {
        return KernelDrops.of(number());
    }

    /** Linux keeps as much again for itself, and tells both together. */
    @Override
    public int receiveBuffer() {
        return granted;
    }

    @Override
    public InetAddress address() {
        return at.getAddress();
    }

    @Override
    public int number() {
        return at.getPort();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Threads.awaitEnd(reader);
    }
}
