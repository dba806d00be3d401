package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real packets with some bytes changed, cut out or doubled: nearer to what passes the first checks than random bytes are. */
class CollectdMutationTest {
    private static final int ROUNDS = 30_000;
    private static final List<byte[]> PACKETS =
            List.of(Captures.plainNotification(), Captures.plainValues(), Captures.signed(), Captures.encrypted());

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void changedPacketsNeverThrow() {
        for (int i = 0; i < ROUNDS; i++) {
            readAtEveryLevel(changed(PACKETS.get(random.nextInt(PACKETS.size()))));
        }
    }

    /** So that changes get behind the signature and the hash. */
    @Test
    void changedPacketsThatAreWellSealedNeverThrow() {
        for (int i = 0; i < ROUNDS / 10; i++) {
            byte[] content = changed(PACKETS.get(random.nextInt(PACKETS.size())));
            readAtEveryLevel(Packet.signed("alice", "secret", content));
            readAtEveryLevel(Packet.encrypted("alice", "secret", content));
        }
    }

    private void readAtEveryLevel(byte[] bytes) {
        assertThatCode(() -> {
            for (SecurityLevel level : SecurityLevel.values()) {
                Captures.read(level, Captures.ALICE, bytes).forEach(heard -> Checks.sound(heard, bytes.length));
            }
        }).as(() -> "seed " + seed + ", bytes " + Arrays.toString(bytes)).doesNotThrowAnyException();
    }

    private byte[] changed(byte[] packet) {
        byte[] bytes = packet.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
            }
        }
        return bytes;
    }
}
