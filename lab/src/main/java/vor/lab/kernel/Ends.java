package vor.lab.kernel;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Both ends of a datagram's way: one of our addresses, and somebody else's with a port. IPv4 addresses are mapped into
 * IPv6 ({@code ::ffff:a.b.c.d}).
 */
public record Ends(long localHigh, long localLow, long remoteHigh, long remoteLow, int remotePort) {

    public static Ends of(InetAddress local, InetAddress remote, int remotePort) {
        return new Ends(high(local), low(local), high(remote), low(remote), remotePort);
    }

    /** First eight bytes. */
    public static long high(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    /** Last eight bytes. */
    public static long low(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? 0xffff_0000_0000L | ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL : ByteBuffer.wrap(bytes).getLong(8);
    }
}
