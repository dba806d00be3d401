package vor.server.receive.net;

import java.net.InetAddress;

/** A UDP port that something listens on. Its readings are for any thread. */
public interface DatagramPort extends Port {
    /** How many the kernel has dropped since it was opened, as we read too slowly. */
    long dropped();

    /** Bytes that the kernel keeps for us while we are busy; 0 where it does not tell. */
    int receiveBuffer();

    /** The address that it listens on. */
    InetAddress address();

    @Override
    default String words() {
        return "UDP " + Words.at(address(), number());
    }
}
