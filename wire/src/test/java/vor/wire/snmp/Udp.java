package vor.wire.snmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Optional;

/** A conversation with a peer on loopback. */
final class Udp implements AutoCloseable {
    private final DatagramSocket socket;
    private final byte[] buffer = new byte[Message.MOST_BYTES];

    Udp() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(3000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Asks as long as the agent wants it again; empty when it is silent. */
    Optional<Heard> ask(Conversation with, int port, Pdu pdu, long nanos) throws IOException {
        for (int i = 0; i < 10; i++) {
            socket.send(new DatagramPacket(buffer, with.write(pdu, buffer, nanos), new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            Optional<DatagramPacket> packet = receive();
            Optional<Heard> heard = packet.map(p -> with.read(buffer, p.getLength(), nanos));
            if (heard.isEmpty() || !(heard.get() instanceof Heard.Again)) {
                return heard;
            }
        }
        throw new AssertionError("again and again");
    }

    Optional<DatagramPacket> receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            socket.receive(packet);
            return Optional.of(packet);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    void reply(DatagramPacket to, byte[] bytes, int length) throws IOException {
        socket.send(new DatagramPacket(bytes, length, to.getSocketAddress()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
