package vor.server.collect.ping;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import vor.model.AddressText;
import vor.model.Family;

/**
 * An Internet address as two longs, IPv4 mapped into IPv6.
 *
 * @param scope interface index of a link-local address, else 0
 */
record Address(Family family, long hi, long lo, int scope, String text) {
    private static final long MAPPED = 0x0000_ffff_0000_0000L;

    static Address of(InetAddress from) {
        byte[] bytes = from.getAddress();
        if (bytes.length == 4) {
            return v4(ByteBuffer.wrap(bytes).getInt());
        }
        ByteBuffer words = ByteBuffer.wrap(bytes);
        int scope = from instanceof Inet6Address six ? six.getScopeId() : 0;
        String zone = scope == 0 ? "" : "%" + scope;
        return new Address(Family.V6, words.getLong(), words.getLong(), scope, AddressText.of(bytes) + zone);
    }

    static Address v4(int bits) {
        byte[] bytes = ByteBuffer.allocate(4).putInt(bits).array();
        return new Address(Family.V4, 0, MAPPED | (bits & 0xffff_ffffL), 0, AddressText.of(bytes));
    }

    /** Without asking anybody; empty when it is a name. */
    static Optional<Address> literal(String text) {
        try {
            return Optional.of(of(InetAddress.ofLiteral(text)));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    boolean same(long hi, long lo) {
        return this.hi == hi && this.lo == lo;
    }

    static Address v6(long hi, long lo) {
        byte[] bytes = ByteBuffer.allocate(16).putLong(hi).putLong(lo).array();
        return new Address(Family.V6, hi, lo, 0, AddressText.of(bytes));
    }

    boolean linkLocal() {
        return family == Family.V6 && hi >>> 54 == 0xfe80 >>> 6;
    }

    Address scoped(int index) {
        return new Address(family, hi, lo, index, text + "%" + index);
    }
}
