package vor.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import vor.wire.snmp.AgentSide;
import vor.wire.snmp.Asked;
import vor.wire.snmp.Credential;

/** An agent of version 3 that gets no further than telling who it is: it is another one, or of another time, at each datagram. */
final class OddAgent implements AutoCloseable {
    private static final long HOUR = 3_600_000_000_000L;

    private final DatagramSocket socket;
    private final Credential.User user;
    private final boolean changesEngine;
    private final AgentSide same;
    private int count;

    private OddAgent(String address, Credential.User user, boolean changesEngine) {
        this.user = user;
        this.changesEngine = changesEngine;
        same = side(0);
        try {
            socket = new DatagramSocket(0, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::answer);
    }

    static OddAgent thatIsAlwaysAnother(String address, Credential.User user) {
        return new OddAgent(address, user, true);
    }

    static OddAgent whoseClockRuns(String address, Credential.User user) {
        return new OddAgent(address, user, false);
    }

    int port() {
        return socket.getLocalPort();
    }

    private AgentSide side(int number) {
        return new AgentSide(List.of(user), new byte[] {(byte) 0x80, 0, 0, 0, 5, 7, (byte) number}, 1, 0, new Random(number));
    }

    private void answer() {
        byte[] in = new byte[65_535];
        try {
            while (true) {
                DatagramPacket asked = new DatagramPacket(in, in.length);
                socket.receive(asked);
                count++;
                AgentSide side = changesEngine ? side(count) : same;
                if (side.read(in, asked.getLength(), count * HOUR) instanceof Asked.Report(byte[] reply, String _)) {
                    socket.send(new DatagramPacket(reply, reply.length, asked.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
