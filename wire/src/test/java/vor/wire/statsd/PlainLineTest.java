package vor.wire.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick way and the slow one mean the same, to the last bit. */
class PlainLineTest {
    private static final int LINES = 200_000;
    private static final List<String> PARTS = List.of(
            "a", "key.of-x_1;t=v", ":", ":", "|", "|", "c", "ms", "g", "s", "@", "|@", "0", "1", "7", "12", "0.1", "999999999999999", "0.000000000000001", "123456.789", ".", "-", "+", "#", " ",
            "\r", "e5", "\u00e6", "/");

    private static Told quick(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        Told told = new Told();
        return PlainLine.read(bytes, 0, bytes.length, told) ? told : new Told();
    }

    /** A mark without tags means nothing, and no plain line has one. */
    private static List<String> slow(String line) {
        return Told.of(line + "|#", true);
    }

    @Test
    void mostLinesAreReadQuickly() {
        assertThat(quick("gorets:1|c").all).containsExactly("counter gorets 1 @1");
        assertThat(quick("a.b:2.5|c|@0.1").all).containsExactly("counter a.b 2.5 @0.1");
        assertThat(quick("glork:320|ms").all).containsExactly("timer glork 320 @1");
        assertThat(quick("gaugor;host=x:333.25|g").all).containsExactly("gauge gaugor;host=x 333.25");
    }

    @Test
    void whatIsNotPlainIsLeftToTheOther() {
        for (String line : List.of("", ":1|c", "a", "a:", "a:|c", "a:1", "a:1|", "a:1|s", "a:1|m", "a:1|cc", "a:1|c|", "a:1|c|@", "a:1|c|@x", "a:1|c:2|c", "a:-1|g", "a:1.|c", "a:.5|c", "a b:1|c", "a:1|c|#t",
                "a:1234567890123456|c", "a:1|c\r", "a:1e3|c")) {
            assertThat(quick(line).all).as(line).isEmpty();
            assertThat(quick(line).lines).as(line).isZero();
        }
    }

    @Test
    void bothWaysMeanTheSame() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int plain = 0;
        for (int i = 0; i < LINES; i++) {
            String line = random.nextInt(3) == 0 ? odd(random) : "k" + random.nextInt(9) + ":" + number(random) + "|" + (random.nextBoolean() ? "c" : "ms") + (random.nextBoolean() ? "|@" + number(random) : "");
            List<String> told = quick(line).all;
            if (!told.isEmpty()) {
                plain++;
                assertThat(told).as(() -> "seed " + seed + ": " + line).isEqualTo(slow(line));
            }
        }
        assertThat(plain).isGreaterThan(LINES / 2);
    }

    private static String number(Random random) {
        String digits = Long.toString(Math.abs(random.nextLong()) % (long) Math.pow(10, 1 + random.nextInt(14)));
        int point = random.nextInt(digits.length() + 1);
        return point == 0 || point == digits.length() ? digits : digits.substring(0, point) + "." + digits.substring(point);
    }

    private static String odd(Random random) {
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            line.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return line.toString().replace("\n", "");
    }
}
