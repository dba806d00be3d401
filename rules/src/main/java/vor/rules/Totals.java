package vor.rules;

import java.time.Instant;
import java.util.List;
import vor.model.Event;
import vor.model.Metric;

/** Steps that tell each event with a number that stands for all so far. */
final class Totals {
    private Totals() {}

    private static final class Total {
        Metric sum;
        long number;

        Total(Metric sum) {
            this.sum = sum;
        }
    }

    /** A step that only looks at events with a metric, and lets the others pass as they are. */
    private abstract static class Totalling extends Op<Total> {
        private final Metric first;

        Totalling(String name, Metric first, List<?> arguments) {
            super(name, arguments);
            this.first = first;
        }

        @Override
        final Total begin(Cell<Total> cell) {
            return new Total(first);
        }

        @Override
        final void event(Total state, Event event, Cell<Total> cell) {
            if (event.metric().isPresent()) {
                cell.emit(Numbers.with(event, next(state, event, event.metric().get())));
            } else {
                cell.emit(event);
            }
        }

        abstract Metric next(Total state, Event event, Metric metric);
    }

    static Op<?> counter(Metric first) {
        return new Totalling("counter", first, List.of(first)) {
            @Override
            Metric next(Total state, Event event, Metric metric) {
                state.sum = event.hasTag("reset") ? metric : Numbers.plus(state.sum, metric);
                return state.sum;
            }
        };
    }

    static Op<?> sum() {
        return new Totalling("sumOverTime", new Metric.Whole(0), List.of()) {
            @Override
            Metric next(Total state, Event event, Metric metric) {
                state.sum = Numbers.plus(state.sum, metric);
                return state.sum;
            }
        };
    }

    static Op<?> mean() {
        return new Totalling("meanOverTime", new Metric.Whole(0), List.of()) {
            @Override
            Metric next(Total state, Event event, Metric metric) {
                state.sum = Numbers.plus(state.sum, metric);
                state.number++;
                return new Metric.Real(state.sum.value() / state.number);
            }
        };
    }

    static Op<?> ewmaTimeless(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("ewmaTimeless: a share of " + share + "; more than 0 and at most 1 is meant");
        }
        return new Totalling("ewmaTimeless", new Metric.Real(0), List.of(share)) {
            @Override
            Metric next(Total state, Event event, Metric metric) {
                state.sum = new Metric.Real(state.sum.value() * (1 - share) + metric.value() * share);
                return state.sum;
            }
        };
    }

    private static final class Average {
        double metric;
        long time = Long.MIN_VALUE;
    }

    static Op<?> ewma(double halfLife) {
        Spans.millis("ewma", halfLife);
        double kept = Math.pow(0.5, 1 / halfLife);
        return new Op<Average>("ewma", List.of(halfLife)) {
            @Override
            Average begin(Cell<Average> cell) {
                return new Average();
            }

            @Override
            void event(Average state, Event event, Cell<Average> cell) {
                if (event.metric().isEmpty()) {
                    cell.emit(event);
                    return;
                }
                long time = Spans.told(event, cell.now());
                double came = (1 - kept) * event.metric().get().value();
                double apart = state.time == Long.MIN_VALUE ? 0 : (time - state.time) / 1_000.0;
                if (apart >= 0) {
                    state.metric = state.metric * Math.pow(kept, apart) + came;
                    state.time = time;
                    cell.emit(event.withMetric(state.metric));
                } else {
                    state.metric += came * Math.pow(kept, -apart);
                    cell.emit(event.withMetric(state.metric).withTime(Instant.ofEpochMilli(state.time)));
                }
            }
        };
    }
}
