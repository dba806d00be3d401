package vor.server.collect.snmp;

import java.net.InetSocketAddress;

/** Datagrams out and in; the real one has a socket for each family, that of tests is a table of agents. */
interface Transport extends AutoCloseable {
    /** The largest datagram that is taken. */
    int LARGEST = 65_535;

    /** What {@link #send} returns when the kernel has no room at the moment: nothing is wrong with whom it was for. */
    String FULL = "the socket is full";

    /** @return why it could not be sent; empty when it was */
    String send(InetSocketAddress to, byte[] bytes, int length);

    /** Gives everything that has come, and returns. */
    void receive(Arrivals to);

    /** Returns when something has come, or after so many nanoseconds, or when {@link #wake} is called. */
    void await(long nanos);

    /** From any thread: ends {@link #await}. */
    void wake();

    @Override
    void close();

    /** Who takes what comes. */
    interface Arrivals {
        /** @param bytes valid only during the call */
        void came(InetSocketAddress from, byte[] bytes, int length);
    }
}
