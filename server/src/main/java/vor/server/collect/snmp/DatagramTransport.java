package vor.server.collect.snmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One socket for IPv4 and one for IPv6, for all agents; never blocks but in {@link #await}. */
final class DatagramTransport implements Transport {
    private static final int BUFFER = 4 << 20;
    /** Datagrams read from one socket before the other has its turn. */
    private static final int AT_ONCE = 256;

    private final Selector selector;
    private final List<DatagramChannel> open = new ArrayList<>();
    private final @Nullable DatagramChannel v4;
    private final @Nullable DatagramChannel v6;
    private final ByteBuffer in = ByteBuffer.allocate(LARGEST);

    DatagramTransport() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        v4 = channel(StandardProtocolFamily.INET);
        v6 = channel(StandardProtocolFamily.INET6);
    }

    private @Nullable DatagramChannel channel(StandardProtocolFamily family) {
        try {
            DatagramChannel channel = DatagramChannel.open(family);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            open.add(channel);
            return channel;
        } catch (IOException | UnsupportedOperationException none) {
            return null; // a machine without this family
        }
    }

    @Override
    public String send(InetSocketAddress to, byte[] bytes, int length) {
        boolean six = to.getAddress() instanceof Inet6Address;
        DatagramChannel channel = six ? v6 : v4;
        if (channel == null) {
            return "this machine has no " + (six ? "IPv6" : "IPv4");
        }
        try {
            return channel.send(ByteBuffer.wrap(bytes, 0, length), to) == length ? "" : FULL;
        } catch (IOException | IllegalArgumentException | SecurityException e) {
            return "not sent: " + e.getMessage();
        }
    }

    @Override
    public void receive(Arrivals to) {
        for (DatagramChannel channel : open) {
            try {
                receive(channel, to);
            } catch (IOException refused) {
                // an ICMP error of some earlier request: its own timeout tells
            }
        }
    }

    private void receive(DatagramChannel channel, Arrivals to) throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            in.clear();
            if (!(channel.receive(in) instanceof InetSocketAddress from)) {
                return;
            }
            to.came(from, in.array(), in.position());
        }
    }

    @Override
    public void await(long nanos) {
        try {
            selector.select(Math.clamp(nanos / 1_000_000, 1, 1000));
            selector.selectedKeys().clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            for (DatagramChannel channel : open) {
                channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
