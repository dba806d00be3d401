package vor.wire.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Real lines with some bytes changed, cut out or doubled. */
class StatsdMutationTest {
    private static final int ROUNDS = 60_000;
    private static final List<String> LINES = List.of(
            "gorets:1|c|@0.1", "glork:320|ms|@0.1\ngaugor:-10|g\nuniques:765|s", "a b/c:1|c:2|c:0x10|ms|#env:prod,role:db", "k:1e21|g|#a:b|#c:d", "_sc|x|0\n_e{1,2}:a|b",
            "\u00e6\u20ac\ud83d\ude00:1|c|@.5");

    @Test
    void changedLinesNeverThrowAndTellNothingEndless() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = changed(LINES.get(random.nextInt(LINES.size())).getBytes(StandardCharsets.UTF_8), random);
            Told told = Told.of(bytes, random.nextBoolean());
            assertThat(told.packets).isEqualTo(1);
            assertThat(told.all.size()).as(() -> "seed " + seed + ", bytes " + Arrays.toString(bytes)).isBetween(told.lines, bytes.length);
            assertThat(told.all).noneMatch(t -> t.contains("NaN"));
            assertThat(told.bad).allMatch(b -> !b.isEmpty() && b.length() <= StatsdReader.MOST_OF_A_BAD_LINE);
        }
    }

    private static byte[] changed(byte[] line, Random random) {
        byte[] bytes = line.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes[at] = (byte) ":|#@\n,;".charAt(random.nextInt(7));
                default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
            }
        }
        return bytes;
    }
}
