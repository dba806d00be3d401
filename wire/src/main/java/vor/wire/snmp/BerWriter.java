package vor.wire.snmp;

/**
 * Writes BER from the back to the front, so that every length is known when it is written. Ends with {@link #finish()}.
 * When space runs out nothing more is written, and the result is 0 bytes.
 */
final class BerWriter {
    private final byte[] to;
    private final int limit;
    private int at;
    private boolean full;

    /** @param limit how much of the array may be used */
    BerWriter(byte[] to, int limit) {
        this.to = to;
        this.limit = Math.min(limit, to.length);
        this.at = this.limit;
    }

    int at() {
        return at;
    }

    /** Forgets what was written since the writer stood there. */
    void back(int earlier) {
        at = earlier;
    }

    boolean fits() {
        return !full;
    }

    private void put(int b) {
        if (at == 0) {
            full = true;
        } else {
            to[--at] = (byte) b;
        }
    }

    void bytes(byte[] bytes, int from, int length) {
        if (length > at) {
            full = true;
            at = 0;
        } else {
            at -= length;
            System.arraycopy(bytes, from, to, at, length);
        }
    }

    /** Closes what was begun at {@code end}: what was written since is its content. */
    void wrap(int tag, int end) {
        int length = end - at;
        if (length < 0x80) {
            put(length);
        } else if (length < 0x100) {
            put(length);
            put(0x81);
        } else {
            put(length);
            put(length >> 8);
            put(0x82);
        }
        put(tag);
    }

    /** Signed, in as few bytes as it needs. */
    void number(int tag, long value) {
        int end = at;
        long left = value;
        put((int) left);
        while (left != (byte) left) {
            left >>= 8;
            put((int) left);
        }
        wrap(tag, end);
    }

    /** Unsigned of 64 bits. */
    void unsigned64(int tag, long value) {
        if (value >= 0) {
            number(tag, value);
            return;
        }
        int end = at;
        for (int shift = 0; shift < 64; shift += 8) {
            put((int) (value >> shift));
        }
        put(0);
        wrap(tag, end);
    }

    void octets(int tag, byte[] octets) {
        int end = at;
        bytes(octets, 0, octets.length);
        wrap(tag, end);
    }

    /** @throws IllegalArgumentException when no OID begins like this one */
    void oid(Oid oid) {
        if (!oid.writable()) {
            throw new IllegalArgumentException("OID " + oid + " can't be sent: the first part is 0, 1 or 2, and the second below 40 behind 0 and 1");
        }
        int end = at;
        for (int i = oid.size() - 1; i >= 2; i--) {
            part(oid.part(i) & 0xffff_ffffL);
        }
        long first = oid.size() > 0 ? oid.part(0) * 40L : 0;
        part(first + (oid.size() > 1 ? oid.part(1) & 0xffff_ffffL : 0));
        wrap(0x06, end);
    }

    private void part(long part) {
        put((int) part & 0x7f);
        for (long left = part >>> 7; left != 0; left >>>= 7) {
            put(((int) left & 0x7f) | 0x80);
        }
    }

    /** Moves what was written to the front of the array. @return its length, 0 if it didn't fit */
    int finish() {
        int length = limit - at;
        if (full) {
            return 0;
        }
        System.arraycopy(to, at, to, 0, length);
        return length;
    }
}
