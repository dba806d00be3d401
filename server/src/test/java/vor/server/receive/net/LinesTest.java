package vor.server.receive.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {
    private final List<String> taken = new ArrayList<>();
    private final Lines lines = new Lines(10, new Lines.Taker() {
        @Override
        public void line(byte[] bytes, int from, int length) {
            taken.add(new String(bytes, from, length, StandardCharsets.UTF_8));
        }

        @Override
        public void tooLong(byte[] bytes, int from, int length) {
            taken.add("too long: " + new String(bytes, from, Math.min(length, 3), StandardCharsets.UTF_8));
        }

        @Override
        public void pause() {}
    });

    /** At most so many bytes a read. */
    private static InputStream dripping(String text, Random random) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 1 + random.nextInt(7)));
            }
        };
    }

    @Test
    void endsOfLinesOfEveryKindAndEmptyOnes() {
        byte[] bytes = "a\nb\r\n\n\r\nc".getBytes(StandardCharsets.UTF_8);
        lines.read(bytes, bytes.length);
        assertThat(taken).containsExactly("a", "b", "c");
    }

    @Test
    void aLineThatIsTooLongIsToldOnceAndTheNextOneCounts() throws IOException {
        lines.readAll(new ByteArrayInputStream(("x".repeat(500_000) + "\nshort\n" + "y".repeat(11) + "\n" + "z".repeat(10)).getBytes(StandardCharsets.UTF_8)));
        assertThat(taken).containsExactly("too long: xxx", "short", "too long: yyy", "zzzzzzzzzz");
    }

    @Test
    void howABytesComeMakesNoDifference() throws IOException {
        long seed = System.nanoTime();
        System.out.println("LinesTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            List<String> wanted = new ArrayList<>();
            for (int n = random.nextInt(20); n > 0; n--) {
                String line = "abcdefghij".substring(0, random.nextInt(11));
                text.append(line).append('\n');
                if (!line.isEmpty()) {
                    wanted.add(line);
                }
            }
            taken.clear();
            lines.readAll(dripping(text.toString(), random));
            assertThat(taken).isEqualTo(wanted);
        }
    }

    @Test
    void theRestOfALineFromBeforeIsNotOfTheNextDatagram() {
        byte[] bytes = "one".getBytes(StandardCharsets.UTF_8);
        lines.read(bytes, 3);
        lines.read(bytes, 3);
        assertThat(taken).containsExactly("one", "one");
    }
}
