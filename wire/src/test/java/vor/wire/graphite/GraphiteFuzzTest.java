package vor.wire.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.List;

/** Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it search. */
class GraphiteFuzzTest {
    private final GraphiteLineReader lines = new GraphiteLineReader(4_096);
    private final PickleReader pickles = new PickleReader(1_000, 4_096);

    @FuzzTest
    void readsAnyLine(byte[] bytes) {
        check(lines.read(bytes, 0, bytes.length, Instant.EPOCH), bytes.length);
    }

    @FuzzTest
    void readsAnyPickle(byte[] bytes) {
        check(pickles.read(bytes, 0, bytes.length, Instant.EPOCH), bytes.length);
    }

    static void check(Told told, int length) {
        switch (told) {
            case Point point -> check(point);
            case Damage damage -> check(damage, length);
        }
    }

    static void check(Pickled pickled, int length) {
        switch (pickled) {
            case Pickled.Points(var points, var bad) -> {
                assertThat(points.size() + bad.size()).isLessThanOrEqualTo(length);
                points.forEach(GraphiteFuzzTest::check);
            }
            case Damage damage -> check(damage, length);
        }
    }

    private static void check(Damage damage, int length) {
        assertThat(damage.why()).isNotEmpty().hasSizeLessThan(200);
        assertThat(damage.at()).isBetween(0, length);
    }

    /** What was read is written as one point again. */
    private static void check(Point point) {
        assertThat(point.path()).isNotEmpty();
        assertThat(point.value()).isNotNaN();
        byte[] line = GraphiteWriter.lines(List.of(point));
        assertThat(new GraphiteLineReader(Integer.MAX_VALUE).read(line, 0, line.length, point.time()))
                .isInstanceOfSatisfying(Point.class, p -> assertThat(p.value()).isEqualTo(point.value()));
    }
}
