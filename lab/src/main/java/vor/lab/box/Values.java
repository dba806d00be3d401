package vor.lab.box;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import vor.wire.snmp.Oid;
import vor.wire.snmp.Value;

/** Makes values. */
final class Values {
    static final Value EMPTY = text("");
    static final Value ZERO = new Value.Int(0);
    static final Value NO_COUNT = new Value.Counter(0);
    static final Value NO_COUNT64 = new Value.Counter64(0);
    static final Value NOWHERE = new Value.ObjectId(Oid.of(0, 0));

    private static final Value[] SMALL = new Value[256];

    static {
        for (int i = 0; i < SMALL.length; i++) {
            SMALL[i] = new Value.Int(i);
        }
    }

    private Values() {}

    static Value number(int value) {
        return value >= 0 && value < SMALL.length ? SMALL[value] : new Value.Int(value);
    }

    static Value gauge(long value) {
        return new Value.Gauge(value);
    }

    static Value text(String text) {
        return new Value.Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    static Value bytes(int... bytes) {
        byte[] octets = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            octets[i] = (byte) bytes[i];
        }
        return new Value.Octets(octets);
    }

    static Value ticks(double seconds) {
        return new Value.Ticks((long) (Math.max(0, seconds) * 100) & 0xffff_ffffL);
    }

    static Value counter(long value) {
        return new Value.Counter(value & 0xffff_ffffL);
    }

    static Value mac(long mac) {
        byte[] octets = new byte[6];
        for (int i = 0; i < 6; i++) {
            octets[i] = (byte) (mac >> (40 - 8 * i));
        }
        return new Value.Octets(octets);
    }

    /** As six parts of an index. */
    static int[] parts(long mac) {
        int[] parts = new int[6];
        for (int i = 0; i < 6; i++) {
            parts[i] = (int) (mac >> (40 - 8 * i)) & 255;
        }
        return parts;
    }

    /** As four or sixteen parts of an index. */
    static int[] parts(InetAddress address) {
        byte[] bytes = address.getAddress();
        int[] parts = new int[bytes.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = bytes[i] & 255;
        }
        return parts;
    }

    static int[] join(int[]... lists) {
        int length = 0;
        for (int[] list : lists) {
            length += list.length;
        }
        int[] all = new int[length];
        int at = 0;
        for (int[] list : lists) {
            System.arraycopy(list, 0, all, at, list.length);
            at += list.length;
        }
        return all;
    }
}
