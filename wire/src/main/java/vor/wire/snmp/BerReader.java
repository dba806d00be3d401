package vor.wire.snmp;

import java.util.Arrays;

/**
 * Walks over BER. The first thing that is wrong is kept as {@link #damage()}; from then on there is nothing {@link #more()},
 * and every read gives zero or empty, so that callers ask once, at the end. Lengths are checked against what is there
 * before anything is allocated. Forgives what agents are known to do: lengths and numbers with needless zeros, counters
 * that look negative.
 */
final class BerReader {
    private static final byte[] NOTHING = {};

    private final byte[] bytes;
    private int at;
    private int end;
    private String damage = "";

    BerReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Empty when all was well so far. */
    String damage() {
        return damage;
    }

    boolean more() {
        return at < end;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    void fail(String why) {
        if (damage.isEmpty()) {
            damage = why + " at byte " + at;
        }
        at = end;
    }

    /** The next tag, or -1. */
    int peek() {
        return at < end ? bytes[at] & 255 : -1;
    }

    /** Steps over a tag and its length. @return the length of the content, which is all there */
    int header(int tag, String what) {
        if (at >= end) {
            fail("truncated: " + what + " is missing");
            return 0;
        }
        if ((bytes[at] & 255) != tag) {
            fail("tag 0x" + Integer.toHexString(bytes[at] & 255) + " instead of 0x" + Integer.toHexString(tag) + " (" + what + ")");
            return 0;
        }
        at++;
        return length();
    }

    private int length() {
        int first = at < end ? bytes[at++] : -1;
        if (first >= 0 && first <= end - at) {
            return first;
        }
        return longLength(first & 0x7f);
    }

    private int longLength(int octets) {
        if (octets == 0) {
            fail("indefinite length");
            return 0;
        }
        long length = octets > 8 || octets > end - at ? Integer.MAX_VALUE : 0;
        for (int i = 0; i < octets && length <= Message.MOST_BYTES; i++) {
            length = length << 8 | (bytes[at++] & 255);
        }
        if (length > end - at) {
            fail("truncated: a length points beyond the end");
            return 0;
        }
        return (int) length;
    }

    /** Goes into something made of parts. @return for {@link #leave} */
    int enter(int tag, String what) {
        int length = header(tag, what);
        int outer = end;
        end = at + length;
        return outer;
    }

    void leave(int outer) {
        if (at < end) {
            fail("rubbish behind the last part");
        }
        end = outer;
        if (!damage.isEmpty()) {
            at = end;
        }
    }

    /** A signed number that must fit into 32 bits. */
    int int32(String what) {
        long value = signed(header(0x02, what));
        if ((int) value != value) {
            fail(what + " is too large");
            return 0;
        }
        return (int) value;
    }

    /** Signed; at most eight bytes that say something. */
    long signed(int length) {
        int stop = at + length;
        if (length == 0) {
            return 0;
        }
        long value = bytes[at];
        for (int i = at + 1; i < stop; i++) {
            if (value != (value << 8) >> 8) {
                fail("a number is too large");
                return 0;
            }
            value = value << 8 | (bytes[i] & 255);
        }
        at = stop;
        return value;
    }

    /** Of 64 bits, whatever the sign seems to be. */
    long unsigned64(int length) {
        int stop = at + length;
        long value = 0;
        for (int i = at; i < stop; i++) {
            if (value >>> 56 != 0) {
                fail("a counter is too large");
                return 0;
            }
            value = value << 8 | (bytes[i] & 255);
        }
        at = stop;
        return value;
    }

    /** Of 32 bits; a negative number of any length is taken as the 32 bits that were meant. */
    long unsigned32(int length) {
        boolean negative = length > 0 && bytes[at] < 0;
        long value = negative ? signed(length) : unsigned64(length);
        boolean fits = negative ? value >= Integer.MIN_VALUE : value >>> 32 == 0;
        if (!fits) {
            fail("a number of 32 bits is too large");
            return 0;
        }
        return value & 0xffff_ffffL;
    }

    byte[] octets(int tag, String what) {
        return octets(header(tag, what));
    }

    byte[] octets(int length) {
        byte[] octets = length == 0 ? NOTHING : Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return octets;
    }

    void skip(int length) {
        at += length;
    }

    /** Whether the next {@code length} bytes are these; takes as long for any content of the same length. Steps over them. */
    boolean same(int length, byte[] expected) {
        int difference = length ^ expected.length;
        for (int i = 0; i < Math.min(length, expected.length); i++) {
            difference |= bytes[at + i] ^ expected[i];
        }
        at += length;
        return difference == 0;
    }

    Oid oid(String what) {
        return oid(header(0x06, what));
    }

    Oid oid(int length) {
        int stop = at + length;
        int size = length == 0 ? 0 : 1;
        for (int i = at; i < stop; i++) {
            size += bytes[i] >= 0 ? 1 : 0;
        }
        if (size > Oid.MOST || (length > 0 && bytes[stop - 1] < 0)) {
            fail(size > Oid.MOST ? "an OID of " + size + " parts" : "an OID that breaks off");
            return Oid.EMPTY;
        }
        return length == 0 ? Oid.EMPTY : parts(new int[size], stop);
    }

    private Oid parts(int[] parts, int stop) {
        int size = 1;
        long part = 0;
        int i = at;
        while (i < stop) {
            byte b = bytes[i++];
            part = part << 7 | (b & 0x7f);
            if (b >= 0) {
                parts[size++] = (int) part;
                part = 0;
            } else if (part > 0x1ff_ffffL) {
                // the first number holds two parts, so that it alone may be larger than 32 bits: nobody has such
                fail("a part of an OID is too large");
                return Oid.EMPTY;
            }
        }
        at = stop;
        long first = parts[1] & 0xffff_ffffL;
        parts[0] = first < 80 ? (int) first / 40 : 2;
        parts[1] = (int) (first - parts[0] * 40L);
        return Oid.own(parts);
    }
}
