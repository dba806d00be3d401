package vor.wire.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vor.model.Family;

class EchoCodecTest {
    private static final long HI = 0x20010db800000000L;
    private static final long LO = 0x1L;

    private final EchoCodec codec = new EchoCodec(0xbeef, 1, 2);
    private final MemorySegment bytes = MemorySegment.ofArray(new byte[256]);

    @Test
    void readsItsOwnReplyOverIpv6() {
        reply(Family.V6, 0);
        assertThat(read(Family.V6, EchoCodec.SIZE, false)).isEqualTo(Finding.REPLY);
        assertThat(codec.genuine(HI, LO)).isTrue();
        assertThat(codec.index()).isEqualTo(7);
        assertThat(codec.sequence()).isEqualTo(70_000);
        assertThat(codec.sentAt()).isEqualTo(123_456_789_012L);
    }

    @Test
    void readsItsOwnReplyBehindAnIpv4HeaderWithOptions() {
        bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) 0x46);
        reply(Family.V4, 24);
        assertThat(read(Family.V4, 24 + EchoCodec.SIZE, true)).isEqualTo(Finding.REPLY);
        assertThat(codec.genuine(HI, LO)).isTrue();
    }

    @Test
    void checksumOfARequestSumsToZero() {
        codec.write(bytes, 0, Family.V4, 1, 2, 3, 0, 4);
        assertThat(EchoCodec.checksum(bytes, 0, EchoCodec.SIZE)).isZero();
    }

    @Test
    void aReplyFromAnotherAddressIsNotGenuine() {
        reply(Family.V6, 0);
        read(Family.V6, EchoCodec.SIZE, false);
        assertThat(codec.genuine(HI, LO + 1)).isFalse();
    }

    @Test
    void noFieldOfAReplyCanBeChangedUnnoticed() {
        for (int at = 12; at < EchoCodec.SIZE; at++) {
            if (at >= 20 && at < 24) {
                continue;
            }
            reply(Family.V6, 0);
            flip(at);
            assertThat(read(Family.V6, EchoCodec.SIZE, false)).isEqualTo(Finding.REPLY);
            assertThat(codec.genuine(HI, LO)).as("byte %d", at).isFalse();
        }
    }

    @Test
    void anotherProcessCannotSpeakForUs() {
        new EchoCodec(0xbeef, 1, 3).write(bytes, 0, Family.V6, 7, 1, 1, HI, LO);
        bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) 129);
        assertThat(read(Family.V6, EchoCodec.SIZE, false)).isEqualTo(Finding.REPLY);
        assertThat(codec.genuine(HI, LO)).isFalse();
    }

    @Test
    void damageIsAValue() {
        reply(Family.V6, 0);
        assertThat(read(Family.V6, 39, false)).isEqualTo(Finding.TRUNCATED);
        assertThat(read(Family.V6, 0, false)).isEqualTo(Finding.TRUNCATED);
        assertThat(read(Family.V6, 65_535, false)).isEqualTo(Finding.OVERSIZED);
        assertThat(read(Family.V4, 19, true)).isEqualTo(Finding.TRUNCATED);
        flip(8);
        assertThat(read(Family.V6, EchoCodec.SIZE, false)).as("magic").isEqualTo(Finding.STRAY);
        reply(Family.V6, 0);
        flip(5);
        assertThat(read(Family.V6, EchoCodec.SIZE, false)).as("identifier").isEqualTo(Finding.STRAY);
    }

    @Test
    void anErrorThatQuotesOurRequestIsAHint() {
        bytes.set(ValueLayout.JAVA_BYTE, 0, (byte) 0x45);
        bytes.set(ValueLayout.JAVA_BYTE, 20, (byte) 3);
        bytes.set(ValueLayout.JAVA_BYTE, 28, (byte) 0x45);
        codec.write(bytes, 48, Family.V4, 9, 1, 1, 0, LO);
        assertThat(read(Family.V4, 48 + 8, true)).isEqualTo(Finding.HINT);
        assertThat(codec.index()).isEqualTo(-1);
        assertThat(read(Family.V4, 48 + 16, true)).isEqualTo(Finding.HINT);
        assertThat(codec.index()).isEqualTo(9);
        flip(53);
        assertThat(read(Family.V4, 48 + 16, true)).isEqualTo(Finding.STRAY);
    }

    @Test
    void noBytesMakeItThrow() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 0 && random.nextBoolean()) {
                noise[0] = new byte[] {0x45, 0x4f, 0, (byte) 129, 3, 1}[random.nextInt(6)];
            }
            Family family = random.nextBoolean() ? Family.V4 : Family.V6;
            int length = random.nextInt(noise.length + 2);
            assertThat(codec.read(MemorySegment.ofArray(noise), 0, length, family, random.nextBoolean()))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }

    private void reply(Family family, long at) {
        codec.write(bytes, at, family, 7, 70_000, 123_456_789_012L, HI, LO);
        bytes.set(ValueLayout.JAVA_BYTE, at, (byte) (family == Family.V6 ? 129 : 0));
    }

    private Finding read(Family family, int length, boolean ipHeader) {
        return codec.read(bytes, 0, length, family, ipHeader);
    }

    private void flip(int at) {
        bytes.set(ValueLayout.JAVA_BYTE, at, (byte) (bytes.get(ValueLayout.JAVA_BYTE, at) ^ 0x10));
    }
}
