package vor.wire.graphite;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real lines and pickles with some bytes changed, cut out or doubled: nearer to what passes the first checks than random bytes are. */
class GraphiteMutationTest {
    private static final int ROUNDS = 100_000;
    private static final String OPCODES = "(.012NFGIJKLMSTUVXBC])ltaepqrghj\u0080\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u0094\u0095";

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void changedLinesNeverThrow() {
        List<byte[]> lines = List.of(
                bytes("a.b 2.5 1700000000\n"), bytes("disk.used;host=web1;disk=sda -1e-5 -1\r\n"), bytes(" n\u00e9 \t 1_000 1700000000.123456 "), bytes("a -inf 1"));
        GraphiteLineReader reader = new GraphiteLineReader(64);
        run(lines, bytes -> GraphiteFuzzTest.check(reader.read(bytes, 0, bytes.length, Instant.EPOCH), bytes.length));
    }

    @Test
    void changedPicklesNeverThrow() {
        PickleReader reader = new PickleReader(100, 64);
        run(pickles(), bytes -> GraphiteFuzzTest.check(reader.read(bytes, 0, bytes.length, Instant.EPOCH), bytes.length));
    }

    @Test
    void randomOpcodesNeverThrow() {
        PickleReader reader = new PickleReader(100, 64);
        byte[] opcodes = OPCODES.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = random.nextInt(4) == 0 ? (byte) random.nextInt(4) : opcodes[random.nextInt(opcodes.length)];
            }
            assertThatCode(() -> GraphiteFuzzTest.check(reader.read(bytes, 0, bytes.length, Instant.EPOCH), bytes.length))
                    .as(() -> "seed " + seed + ", bytes " + HexFormat.of().formatHex(bytes)).doesNotThrowAnyException();
        }
    }

    private void run(List<byte[]> messages, Check check) {
        System.out.println(getClass().getSimpleName() + ": seed " + seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = changed(messages.get(random.nextInt(messages.size())), random);
            assertThatCode(() -> check.of(bytes)).as(() -> "seed " + seed + ", bytes " + HexFormat.of().formatHex(bytes)).doesNotThrowAnyException();
        }
    }

    private interface Check {
        void of(byte[] bytes);
    }

    static byte[] changed(byte[] message, Random random) {
        byte[] bytes = message.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes[at] = (byte) OPCODES.charAt(random.nextInt(OPCODES.length()));
                default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
            }
        }
        return bytes;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As Python 3 writes them in protocols 0, 1, 2 and 4, and as we do. */
    static List<byte[]> pickles() {
        byte[] ours = GraphiteWriter.pickles(List.of(new Point("a", Map.of("k", "v"), 1e40, Instant.ofEpochSecond(1L << 33)))).getFirst();
        List<byte[]> pickles = new ArrayList<>();
        pickles.add(Arrays.copyOfRange(ours, 4, ours.length));
        for (String pickle : new String[] {
            "(lp0\n(Va.b\np1\n(I1\nF2.5\ntp2\ntp3\na(V\\u20ac\np4\n(V-1\np5\nL1180591620717411303424L\ntp6\ntp7\nag3\na(S'\\xc3\\x41\\102'\n(I01\nI2\ntta.",
            "]q\0((X\3\0\0\0a.bq\1(K\1G@\4\0\0\0\0\0\0tq\2tq\3(U\2x=q\4(M\1\1J\1\0\0\0tq\5tq\6h\3e.",
            "\u0080\2]q\0(X\3\0\0\0a.bq\1K\1\u008a\t\0\0\0\0\0\0\0\0@\u0086q\2\u0086q\3T\1\0\0\0ar\4\0\0\0N\u0088\u0086\u0086j\4\0\0\0h\2\u0086e.",
            "\u0080\4\u0095;\0\0\0\0\0\0\0]\u0094(\u008c\3a.b\u0094K\1G@\4\0\0\0\0\0\0\u0086\u0094\u0086\u0094C\1c\u0094\u008c\0013\u0094\u008a\t\0\0\0\0\0\0\0\0@\u0086\u0094\u0086\u0094B\1\0\0\0xh\2\u0086e."
        }) {
            pickles.add(pickle.getBytes(StandardCharsets.ISO_8859_1));
        }
        return pickles;
    }
}
