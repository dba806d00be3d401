package vor.server.collect.snmp.facts;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
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
        try {
            byte[] exact = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            return length == 4 ? InetAddress.getByAddress(exact).getHostAddress() : v6(exact);
        } catch (UnknownHostException e) {
            return "";
        }
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

    /** RFC 5952: lower case, the longest run of zeros shortened. */
    private static String v6(byte[] b) {
        int[] words = new int[8];
        for (int i = 0; i < 8; i++) {
            words[i] = (b[2 * i] & 255) << 8 | b[2 * i + 1] & 255;
        }
        int at = -1;
        int most = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && words[i + run] == 0) {
                run++;
            }
            if (run > most) {
                most = run;
                at = i;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == at) {
                text.append("::");
                i += most - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":").append(Integer.toHexString(words[i]));
            }
        }
        return text.toString();
    }
}
