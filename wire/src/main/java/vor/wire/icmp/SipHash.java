package vor.wire.icmp;

/** SipHash-2-4 of exactly four 64 bit words, by Aumasson and Bernstein: short, keyed, cannot be guessed from outside. */
final class SipHash {
    private static final long LENGTH = 32L << 56;

    private final long k0;
    private final long k1;

    SipHash(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    /** The words as they stand in little-endian bytes. */
    long hash(long a, long b, long c, long d) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        for (int word = 0; word < 6; word++) {
            boolean last = word == 5;
            long m =
                    switch (word) {
                        case 0 -> a;
                        case 1 -> b;
                        case 2 -> c;
                        case 3 -> d;
                        case 4 -> LENGTH;
                        default -> 0;
                    };
            v3 ^= m;
            v2 ^= last ? 0xff : 0;
            for (int round = last ? 4 : 2; round > 0; round--) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= m;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
