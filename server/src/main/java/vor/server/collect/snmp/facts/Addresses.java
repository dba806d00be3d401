package vor.server.collect.snmp.facts;

import java.util.Arrays;
import vor.model.AddressText;
import vor.wire.snmp.Oid;

/** Addresses as agents write them into indexes and cells. */
public final class Addresses {
    private Addresses() {}

    /** IPv4 or IPv6 as text; empty when there are not as many bytes. A zone (20 or 8 bytes) is left out. */
    public static String of(byte[] bytes) {
        int length = bytes.length == 20 ? 16 : bytes.length == 8 ? 4 : bytes.length;
        if (length != 4 && length != 16) {
            return "";
        }
        return AddressText.of(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }

    /** The parts of an index from there on, each a byte. */
    static String of(Oid index, int from, int length) {
        if (from < 0 || length < 0 || index.size() < from + length) {
            return "";
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) index.part(from + i);
        }
        return of(bytes);
    }
}
