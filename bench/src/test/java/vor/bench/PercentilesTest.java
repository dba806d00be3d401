package vor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PercentilesTest {

    @Test
    void nothingMeasuredHasNoPercentile() {
        assertThat(Percentiles.of(List.of()).at(50)).isNaN();
    }

    @Test
    void oneNumberIsEveryPercentile() {
        Percentiles p = Percentiles.of(List.of(7.0));
        assertThat(p.at(1)).isEqualTo(7);
        assertThat(p.max()).isEqualTo(7);
    }

    @Test
    void aPercentileIsTheNearestRankThatWasReallyMeasured() {
        Percentiles p = Percentiles.of(IntStream.rangeClosed(1, 500).mapToObj(i -> (double) i).toList());
        assertThat(p.at(50)).isEqualTo(250);
        assertThat(p.at(99)).isEqualTo(495);
        assertThat(p.max()).isEqualTo(500);
    }

    @Test
    void whatWasNeverSeenCountsAsInfinite() {
        Percentiles p = Percentiles.of(List.of(1.0, 2.0, Double.POSITIVE_INFINITY));
        assertThat(p.at(50)).isEqualTo(2);
        assertThat(p.max()).isInfinite();
    }
}
