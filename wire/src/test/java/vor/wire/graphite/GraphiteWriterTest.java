package vor.wire.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphiteWriterTest {
    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);
    private static final double[] VALUES = {
        0, -0.0, 1, -1, 0.1, 1e15, 1e15 + 2, -1e15, 1e16, 1e22, 1e-5, 1.25e300, 123456789.123, 255, 256, 65536, 2147483647, 2147483648.0, -2147483648.0, -2147483649.0,
        Double.MIN_VALUE, Double.MAX_VALUE, 9007199254740992.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };

    private static String lines(Point... points) {
        return new String(GraphiteWriter.lines(List.of(points)), StandardCharsets.UTF_8);
    }

    private static Point value(double value) {
        return new Point("a", Map.of(), value, THEN);
    }

    private static Pickled.Points unpickled(byte[] message) {
        assertThat(ByteBuffer.wrap(message).getInt()).isEqualTo(message.length - 4);
        Pickled read = new PickleReader(200_000, 10_000).read(message, 4, message.length - 4, Instant.EPOCH);
        assertThat(read).isInstanceOf(Pickled.Points.class);
        return (Pickled.Points) read;
    }

    @Test
    void noPointsAreNoBytes() {
        assertThat(lines()).isEmpty();
        assertThat(GraphiteWriter.pickles(List.of())).isEmpty();
    }

    @Test
    void wholeNumbersHaveNoPoint() {
        assertThat(lines(value(3), value(-0.0), value(0.5), value(1e15), value(1e22), value(1e-5)))
                .isEqualTo("""
                        a 3 1700000000
                        a -0.0 1700000000
                        a 0.5 1700000000
                        a 1000000000000000 1700000000
                        a 1E22 1700000000
                        a 1E-5 1700000000
                        """);
    }

    @Test
    void fractionsOfSecondsAreWritten() {
        assertThat(lines(new Point("a", Map.of(), 1, THEN.plusMillis(250)))).isEqualTo("a 1 1700000000.25\n");
        assertThat(lines(new Point("a", Map.of(), 1, Instant.EPOCH.minusMillis(250)))).isEqualTo("a 1 -0.25\n");
    }

    @Test
    void noNameSmugglesInAPointOfItsOwn() {
        Point bad = new Point("a 1 1\nb;c\u00a0d", Map.of("k=;", "v;x=y\n"), 1, THEN);
        assertThat(lines(bad, new Point("", Map.of("", ""), 1, THEN))).isEqualTo("a_1_1_b_c_d;k__=v_x=y_ 1 1700000000\n_;_= 1 1700000000\n");
        assertThat(unpickled(GraphiteWriter.pickles(List.of(bad)).getFirst()).points().getFirst().path()).isEqualTo("a_1_1_b_c_d");
    }

    @Test
    void whatIsWrittenIsRead() {
        List<Point> points = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            double value = i < VALUES.length ? VALUES[i] : Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value)) {
                points.add(new Point("n\u00e9.\u20ac" + i, Map.of("k", "v" + i), value, THEN.plusNanos(i % 3 * 123_456_000L)));
            }
        }
        List<Point> read = new ArrayList<>();
        lines(points.toArray(Point[]::new)).lines().forEach(line -> {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            read.add((Point) new GraphiteLineReader(1_000).read(bytes, 0, bytes.length, Instant.EPOCH));
        });
        assertThat(read).isEqualTo(points);
        assertThat(GraphiteWriter.pickles(points)).hasSize(1);
        assertThat(unpickled(GraphiteWriter.pickles(points).getFirst())).isEqualTo(new Pickled.Points(points, List.of()));
    }

    @Test
    void aPickleIsOfProtocolTwoBehindItsLength() {
        Point point = new Point("a", Map.of(), 0.5, Instant.ofEpochSecond(1));
        assertThat(HexFormat.of().formatHex(GraphiteWriter.pickles(List.of(point)).getFirst()))
                .isEqualTo("0000001c" + "80025d28" + "580100000061" + "4a01000000" + "473fe0000000000000" + "8686" + "652e");
    }

    @Test
    void noPickleIsLongerThanCarbonTakes() {
        List<Point> points = Collections.nCopies(100_000, new Point("some.rather.ordinary.path", Map.of(), 0.5, THEN));
        List<byte[]> messages = GraphiteWriter.pickles(points);
        assertThat(messages).hasSizeGreaterThan(1);
        List<Point> read = new ArrayList<>();
        for (byte[] message : messages) {
            assertThat(message.length - 4).isLessThanOrEqualTo(1 << 20);
            read.addAll(unpickled(message).points());
        }
        assertThat(read).isEqualTo(points);
    }
}
