package vor.server.receive.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vor.server.receive.statsd.Flush.Timing;
import vor.server.receive.statsd.Adding.Histogram;

class StatsdTimingsTest {
    private static final Histogram ALL = new Histogram("", List.of(10.0, 99.9, Double.POSITIVE_INFINITY));

    private static Timing of(Adding settings, double... values) {
        return new Timings(settings).of("web.render", values, values.length);
    }

    private static Map<String, Double> numbers(List<Double> percentiles, double... values) {
        return of(Feed.with(percentiles, List.of(), List.of()), values).numbers();
    }

    @Test
    void anIdleTimerTellsOnlyThatThereWasNothing() {
        Timing idle = of(Feed.with(List.of(90.0), List.of(ALL), List.of()));
        assertThat(idle.numbers()).containsOnly(entry("count", 0.0), entry("count_ps", 0.0));
        assertThat(idle.histogram()).isEmpty();
    }

    @Test
    void aSingleValueIsInEveryShare() {
        assertThat(numbers(List.of(0.0, 1.0, -1.0), 5)).containsOnly(
                entry("count_0", 1.0), entry("mean_0", 5.0), entry("lower_0", 5.0), entry("sum_0", 5.0), entry("sum_squares_0", 25.0),
                entry("count_1", 1.0), entry("mean_1", 5.0), entry("upper_1", 5.0), entry("sum_1", 5.0), entry("sum_squares_1", 25.0),
                entry("count_top1", 1.0), entry("mean_top1", 5.0), entry("lower_top1", 5.0), entry("sum_top1", 5.0), entry("sum_squares_top1", 25.0),
                entry("std", 0.0), entry("upper", 5.0), entry("lower", 5.0), entry("count", 1.0), entry("count_ps", 0.1), entry("sum", 5.0), entry("sum_squares", 25.0),
                entry("mean", 5.0), entry("median", 5.0));
    }

    @Test
    void allNumbersAreThoseOfTheSortedValues() {
        Map<String, Double> numbers = numbers(List.of(), 4, 2, 9, 5, 4, 7, 5, 4);
        assertThat(numbers).containsExactly(
                entry("std", 2.0), entry("upper", 9.0), entry("lower", 2.0), entry("count", 8.0), entry("count_ps", 0.8), entry("sum", 40.0), entry("sum_squares", 232.0),
                entry("mean", 5.0), entry("median", 4.5));
    }

    @Test
    void aShareThatHoldsNoValueIsLeftOut() {
        assertThat(numbers(List.of(10.0, 0.0, 20.0), 1, 2, 3)).containsKey("upper_20").doesNotContainKeys("upper_10", "lower_0", "count_0");
    }

    @Test
    void negativePercentilesAreTheLargest() {
        Map<String, Double> numbers = numbers(List.of(-40.0), 1, 2, 3, 4, 5);
        assertThat(numbers).containsEntry("count_top40", 2.0).containsEntry("lower_top40", 4.0).containsEntry("sum_top40", 9.0).containsEntry("mean_top40", 4.5)
                .containsEntry("sum_squares_top40", 41.0);
    }

    @Test
    void aHundredOfTheLargestHasNoSums() {
        Map<String, Double> numbers = numbers(List.of(-100.0), 1, 2);
        assertThat(numbers).containsEntry("count_top100", 2.0).containsEntry("lower_top100", 1.0);
        assertThat(numbers.get("sum_top100")).isNaN();
        assertThat(numbers.get("sum_squares_top100")).isNaN();
        assertThat(numbers.get("mean_top100")).isNaN();
    }

    @Test
    void beyondAHundredThereIsLittle() {
        Map<String, Double> above = numbers(List.of(150.0), 1, 2);
        assertThat(above).containsEntry("count_150", 3.0).doesNotContainKeys("upper_150", "sum_150", "sum_squares_150");
        assertThat(above.get("mean_150")).isNaN();
        Map<String, Double> below = numbers(List.of(-150.0), 1, 2);
        assertThat(below).containsEntry("count_top150", 3.0).containsKeys("sum_top150", "mean_top150").doesNotContainKey("lower_top150");
    }

    @Test
    void pointsInPercentilesAreUnderscores() {
        assertThat(numbers(List.of(99.9, -0.5), 1)).containsKeys("upper_99_9", "lower_top0_5", "sum_squares_99_9");
    }

    @Test
    void binsEndBelowTheirLimitAndTheInfiniteTakesTheRest() {
        assertThat(of(Feed.with(List.of(), List.of(ALL), List.of()), 9, 10, 99.9, 5000, Double.POSITIVE_INFINITY).histogram())
                .containsExactly(entry("bin_10", 1), entry("bin_99_9", 1), entry("bin_inf", 3));
        Histogram finite = new Histogram("render", List.of(10.0));
        assertThat(of(Feed.with(List.of(), List.of(finite), List.of()), 9, 10).histogram()).containsExactly(entry("bin_10", 1));
    }

    @Test
    void theFirstHistogramThatFitsCounts() {
        List<Histogram> histograms = List.of(new Histogram("db", List.of(1.0)), new Histogram("render", List.of()), ALL);
        assertThat(of(Feed.with(List.of(), histograms, List.of()), 9).histogram()).isEmpty();
    }

    @Test
    void onlyWantedNumbersAreTold() {
        Adding settings = Feed.with(List.of(90.0, -90.0, 99.9), List.of(ALL), List.of("upper_percent", "lower_percent", "sum_squares", "upper_99_percent"));
        Timing timing = of(settings, 1, 2);
        assertThat(timing.numbers()).containsOnlyKeys("upper_90", "lower_top90", "upper_99_9", "sum_squares");
        assertThat(timing.histogram()).isEmpty();
        assertThat(of(Feed.with(List.of(), List.of(ALL), List.of("histogram")), 1).histogram()).hasSize(3);
    }

    @Test
    void generalNamesLeaveOutTheLastDigitsOnly() {
        assertThat(Timings.general("upper_90")).isEqualTo("upper_percent");
        assertThat(Timings.general("lower_top5")).isEqualTo("lower_percent");
        assertThat(Timings.general("upper_99_9")).isEqualTo("upper_99_percent");
        assertThat(Timings.general("count_ps")).isEqualTo("count_ps");
        assertThat(Timings.general("count9")).isEqualTo("count9");
    }
}
