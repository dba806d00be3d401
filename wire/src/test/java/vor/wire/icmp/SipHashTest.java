package vor.wire.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipHashTest {
    /** From the authors' table of test vectors: key 00..0f, message 00..1f. */
    @Test
    void givesTheAuthorsVectorForThirtyTwoBytes() {
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        long value = hash.hash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L, 0x1716151413121110L, 0x1f1e1d1c1b1a1918L);
        assertThat(value).isEqualTo(0x7127512f72f27cceL);
    }
}
