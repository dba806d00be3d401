package vor.server.receive.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;

/**
 * Reads datagrams on a thread of its own, as many at once as have come. Where Linux lets us, it is asked for many with one call; else {@link UdpPort} reads them one by one.
 */
public final class BatchPort {
    private static final Logger LOG = LoggerFactory.getLogger(BatchPort.class);

    private BatchPort() {}

    /** Takes datagrams, a batch after the other, on the port's thread. */
    public interface Taker {
        /** Some are there. */
        void begin();

        /**
         * One of them.
         *
         * @param bytes used again afterwards
         * @param sender who sent it, in words; only to be asked before this returns
         */
        void datagram(byte[] bytes, int length, Supplier<String> sender);

        /** These were all. Nothing more may come for long. */
        void end();
    }

    /**
     * Listens.
     *
     * @param name short, lower case: of the thread and in words for people
     * @param buffer bytes that the kernel is asked to keep for us; what it does not grant is said once
     * @throws IOException in words for people
     */
    public static DatagramPort open(String name, String host, int port, int buffer, Taker taker, Clock clock) throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (IOException e) {
            throw Words.cannotListen(name, "UDP", host, port, e);
        }
        DatagramPort open;
        try {
            open = NativePort.open(name, address, port, buffer, taker, clock);
        } catch (NativePort.Refused e) {
            LOG.info("{}: datagrams are read one by one, as the kernel cannot be asked for many at once: {}", name, e.getMessage());
            open = UdpPort.open(name, host, port, buffer, single(taker));
        } catch (IOException e) {
            throw Words.cannotListen(name, "UDP", host, port, e);
        }
        sayWhatIsNotGranted(open, buffer);
        return open;
    }

    static UdpPort.Hearer single(Taker taker) {
        return (bytes, length, sender) -> {
            taker.begin();
            try {
                taker.datagram(bytes, length, () -> words(sender));
            } finally {
                taker.end();
            }
        };
    }

    private static String words(SocketAddress sender) {
        return sender instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() + ":" + inet.getPort() : String.valueOf(sender);
    }

    private static void sayWhatIsNotGranted(DatagramPort port, int asked) {
        if (port.receiveBuffer() > 0 && port.receiveBuffer() < asked) {
            LOG.warn(
                    "{}: the kernel keeps {} bytes for us where {} were asked for, so that bursts may be lost; to change it: sysctl -w net.core.rmem_max={}, then restart",
                    port.words(), port.receiveBuffer(), asked, asked);
        }
    }
}
