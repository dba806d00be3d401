package vor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vor.rules.Rules.*;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.model.Metric;

/** One event of several. Those without a metric stand at several places here on purpose. */
class FoldsTest {
    private static final Event BARE = Trial.bare(0, "h", "bare", "ok");

    private static Event real(double metric) {
        return Trial.told(0, "h", "s" + metric, "ok", metric);
    }

    private static Event whole(long metric) {
        return Trial.told(0, "h", "s" + metric, "ok", 0).withMetric(metric);
    }

    private static Metric metric(Optional<Event> event) {
        return event.orElseThrow().metric().orElseThrow();
    }

    @Test
    void ofNoEventsThereIsNone() {
        List<Functions.Fold> all = List.of(
                Folds::sum, Folds::product, Folds::difference, Folds::quotient, Folds::quotientSloppy, Folds::mean, Folds::median, Folds::mode, Folds::minimum, Folds::maximum, Folds::stdDev, Folds::count);
        assertThat(all).allSatisfy(f -> assertThat(f.of(List.of())).isEmpty());
        assertThat(Folds.modes(List.of())).isEmpty();
        assertThat(Folds.sortedSample(List.of(), 0.5)).isEmpty();
    }

    @Test
    void sumsAndProductsPassOverWhatTellsNoNumber() {
        List<Event> events = List.of(BARE, whole(3), BARE, whole(4));
        assertThat(Folds.sum(events)).contains(whole(3).withMetric(7));
        assertThat(metric(Folds.product(events))).isEqualTo(new Metric.Whole(12));
        assertThat(metric(Folds.sum(List.of(whole(1), real(0.5))))).isEqualTo(new Metric.Real(1.5));
        assertThat(metric(Folds.sum(List.of(BARE)))).isEqualTo(new Metric.Whole(0));
        assertThat(metric(Folds.product(List.of(BARE)))).isEqualTo(new Metric.Whole(1));
    }

    @Test
    void whatIsTooLargeForAWholeNumberIsNone() {
        assertThat(metric(Folds.sum(List.of(whole(Long.MAX_VALUE), whole(1))))).isEqualTo(new Metric.Real(0x1p63));
        assertThat(metric(Folds.product(List.of(whole(1L << 40), whole(1L << 40))))).isEqualTo(new Metric.Real(0x1p80));
        assertThat(metric(Folds.product(List.of(whole(-3), whole(4))))).isEqualTo(new Metric.Whole(-12));
        assertThat(metric(Folds.difference(List.of(whole(Long.MIN_VALUE), whole(1))))).isEqualTo(new Metric.Real(-0x1p63));
        assertThat(metric(Folds.quotient(List.of(whole(Long.MIN_VALUE), whole(-1))))).isEqualTo(new Metric.Real(0x1p63));
    }

    @Test
    void differencesAndQuotientsGoFromTheFirst() {
        assertThat(Folds.difference(List.of(whole(9), whole(2), whole(3)))).contains(whole(9).withMetric(4));
        assertThat(metric(Folds.quotient(List.of(whole(12), whole(3), whole(2))))).isEqualTo(new Metric.Whole(2));
        assertThat(metric(Folds.quotient(List.of(whole(1), whole(4))))).isEqualTo(new Metric.Real(0.25));
        assertThat(Folds.difference(List.of(whole(9), BARE)).orElseThrow()).returns(Optional.empty(), Event::metric).returns("one of these events has no metric", Event::description);
        assertThat(Folds.quotient(List.of(whole(9), real(0))).orElseThrow()).returns(Optional.empty(), Event::metric).returns("divided by zero", Event::description);
        assertThat(Folds.quotientSloppy(List.of(whole(0), whole(0)))).contains(whole(0));
        assertThat(Folds.quotientSloppy(List.of(whole(1), whole(0))).orElseThrow().description()).isEqualTo("divided by zero");
    }

    @Test
    void meansAndDeviations() {
        List<Event> events = List.of(BARE, real(2), real(4));
        assertThat(Folds.mean(events)).contains(real(2).withMetric(3.0));
        assertThat(Folds.stdDev(events)).contains(real(2).withMetric(1.0));
        assertThat(Folds.mean(List.of(BARE))).isEmpty();
        assertThat(Folds.stdDev(List.of(BARE))).isEmpty();
    }

    @Test
    void someAreEventsThatCame() {
        List<Event> events = List.of(real(5), BARE, real(1), real(9), real(1), real(5));
        assertThat(Folds.median(events)).contains(real(5));
        assertThat(Folds.minimum(events)).contains(real(1));
        assertThat(Folds.maximum(events)).contains(real(9));
        assertThat(Folds.mode(events)).contains(real(5));
        assertThat(Folds.modes(events)).containsExactly(real(5), real(1));
        assertThat(Folds.count(events)).contains(real(5).withMetric(6));
        Event twin = real(9).withService("twin");
        assertThat(Folds.maximum(List.of(real(9), twin))).as("the last of equal ones").contains(twin);
        assertThat(Folds.minimum(List.of(real(9), twin))).contains(twin);
    }

    @Test
    void samplesAreNamedForTheirPoint() {
        List<Event> events = IntStream.range(0, 10).mapToObj(i -> Trial.told(0, "h", "load", "ok", i)).toList();
        assertThat(Folds.sortedSample(events, 0, 0.5, 1)).extracting(e -> e.service() + " = " + e.metric().orElseThrow().value()).containsExactly("load 0 = 0.0", "load 0.5 = 5.0", "load 1 = 9.0");
    }

    @Test
    void strictOnesThrow() {
        Functions.Fold sum = Folds.strict(Folds::sum);
        assertThat(sum.of(List.of(whole(1), whole(2)))).contains(whole(1).withMetric(3));
        assertThatThrownBy(() -> sum.of(List.of(whole(1), BARE))).hasMessage("no metric: host \"h\", service \"bare\"");
        assertThatThrownBy(() -> sum.of(List.of())).hasMessage("no events");
        assertThatThrownBy(() -> Folds.strict(Folds::quotient).of(List.of(whole(1), whole(0)))).hasMessage("divided by zero");
    }

    @Test
    void listsFoldThemToo() {
        Trial trial = Trial.of(
                all().movingEventWindow(3).to(tap("all")),
                all().movingEventWindow(3).sum().to(tap("sum")),
                all().movingEventWindow(3).product().to(tap("product")),
                all().movingEventWindow(3).difference().to(tap("difference")),
                all().movingEventWindow(3).quotient().to(tap("quotient")),
                all().movingEventWindow(3).quotientSloppy().to(tap("quotientSloppy")),
                all().movingEventWindow(3).mean().to(tap("mean")),
                all().movingEventWindow(3).median().to(tap("median")),
                all().movingEventWindow(3).mode().to(tap("mode")),
                all().movingEventWindow(3).modes().to(tap("modes")),
                all().movingEventWindow(3).minimum().to(tap("minimum")),
                all().movingEventWindow(3).maximum().to(tap("maximum")),
                all().movingEventWindow(3).stdDev().to(tap("stdDev")),
                all().movingEventWindow(3).count().to(tap("count")),
                all().movingEventWindow(3).sortedSample(0, 1).to(tap("sortedSample")),
                all().movingEventWindow(3).each().to(tap("each")),
                all().movingEventWindow(3).where(Rules.metric().over(3)).to(tap("where")),
                all().movingEventWindow(3).map(l -> l.reversed()).to(tap("map")),
                all().movingEventWindow(3).flatMap(l -> l.subList(0, 1)).to(tap("flatMap")),
                all().movingEventWindow(3).fold(Folds.strict(Folds::mean)).to(tap("fold")));
        trial.event(0, 8).event(0, 2);
        trial.fired();
        trial.event(0, 4);
        assertThat(trial.fired()).extracting(f -> f.outlet().words().substring(4) + " " + f.events().stream().map(e -> e.metric().orElseThrow().value()).map(d -> Math.round(d * 100) / 100.0).toList())
                .containsExactly(
                        "all [8.0, 2.0, 4.0]", "sum [14.0]", "product [64.0]", "difference [2.0]", "quotient [1.0]", "quotientSloppy [1.0]", "mean [4.67]", "median [4.0]", "mode [8.0]",
                        "modes [8.0, 2.0, 4.0]", "minimum [2.0]", "maximum [8.0]", "stdDev [2.49]", "count [3.0]", "sortedSample [2.0, 8.0]", "each [8.0]", "each [2.0]", "each [4.0]",
                        "where [8.0, 4.0]", "map [4.0, 2.0, 8.0]", "flatMap [8.0]", "fold [4.67]");
        trial.expire(1);
        assertThat(trial.status().errors()).isZero();
        assertThat(trial.machine().statuses().getLast().lastError().orElseThrow().what()).isEqualTo("IllegalArgumentException: no metric: host \"h\", service \"s\"");
    }
}
