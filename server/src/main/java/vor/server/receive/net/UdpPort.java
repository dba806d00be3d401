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
public final class UdpPort implements Port {
    private static final Logger LOG = LoggerFactory.getLogger(UdpPort.class);
    private static final int BUFFER = 8 << 20;
    private static final int LARGEST = 65_535;

    private final DatagramChannel channel;
    private final Hearer hearer;
    private final InetSocketAddress at;
    private final Thread reader;

    /** Reads one datagram; the array is used again afterwards. */
    @FunctionalInterface
    public interface Hearer {
        void hear(byte[] bytes, int length, SocketAddress sender);
    }

    private UdpPort(DatagramChannel channel, Hearer hearer, InetSocketAddress at, String name) {
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
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            channel.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            UdpPort open = new UdpPort(channel, hearer, (InetSocketAddress) channel.getLocalAddress(), name);
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

    /** How many the kernel has dropped since it was opened, as we read too slowly. */
    public long dropped() {
        return KernelDrops.of(number());
    }

    @Override
    public String words() {
        return "UDP " + Words.at(at.getAddress(), number());
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
