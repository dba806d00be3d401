package vor.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/** Steps that tell something at intervals by our clock. */
final class Intervals {
    private Intervals() {}

    private static final class Sum {
        final Beat beat = new Beat();
        double sum;
        @Nullable Event last;
    }

    static Op<?> rate(double seconds) {
        long interval = Spans.millis("rate", seconds);
        return new Op<Sum>("rate", List.of(seconds)) {
            @Override
            Sum begin(Cell<Sum> cell) {
                return new Sum();
            }

            @Override
            void event(Sum state, Event event, Cell<Sum> cell) {
                if (!state.beat.hears(event, cell, interval)) {
                    state.sum = 0;
                    state.last = null;
                } else if (event.metric().isPresent()) {
                    state.sum += event.metric().get().value();
                    state.last = event;
                }
            }

            @Override
            void wake(Sum state, Cell<Sum> cell) {
                Event last = state.last;
                double sum = state.sum;
                state.sum = 0;
                if (!state.beat.goesOn(cell, interval)) {
                    state.last = null;
                } else if (last != null) {
                    cell.emit(last.withMetric(sum / seconds).withTime(Instant.ofEpochMilli(cell.now())));
                    if (last.ttl().isPresent()) {
                        Duration left = last.ttl().get().minusMillis(interval);
                        state.last = last.withTtl(left.isNegative() ? Duration.ZERO : left);
                    }
                }
            }
        };
    }

    private static final class Gathered {
        final Beat beat = new Beat();
        List<Event> events = new ArrayList<>();

        List<Event> taken() {
            List<Event> all = events;
            events = new ArrayList<>();
            return all;
        }
    }

    /** Gathers events that tell a number, and makes something of them at each interval in which some came. */
    private abstract static class Gathering extends Op<Gathered> {
        private final long interval;
        private final Amount field;

        Gathering(String name, double seconds, Amount field, List<?> arguments) {
            super(name, arguments);
            this.interval = Spans.millis(name, seconds);
            this.field = field;
        }

        @Override
        final Gathered begin(Cell<Gathered> cell) {
            return new Gathered();
        }

        @Override
        final void event(Gathered state, Event event, Cell<Gathered> cell) {
            if (!state.beat.hears(event, cell, interval)) {
                state.taken();
            } else if (field.number(event).isEmpty()) {
                return;
            } else if (state.events.size() < Spans.MOST) {
                state.events.add(event);
            } else {
                cell.drop(1);
            }
        }

        @Override
        final void wake(Gathered state, Cell<Gathered> cell) {
            List<Event> all = state.taken();
            if (state.beat.goesOn(cell, interval) && !all.isEmpty()) {
                tell(all, cell);
            }
        }

        abstract void tell(List<Event> events, Cell<?> cell);
    }

    static Op<?> fold(double seconds, Amount field, Functions.OfNumbers function) {
        return new Gathering("foldInterval", seconds, field, List.of(seconds, field, function)) {
            @Override
            void tell(List<Event> events, Cell<?> cell) {
                double[] numbers = events.stream().map(field::number).mapToDouble(OptionalDouble::orElseThrow).toArray();
                cell.emit(field.set(events.getLast(), function.of(numbers)));
            }
        };
    }

    static Op<?> percentiles(double seconds, Map<Double, String> names) {
        List<Double> points = List.copyOf(names.keySet());
        List<String> ends = List.copyOf(names.values());
        return new Gathering("percentiles", seconds, Amount.Field.METRIC, List.of(seconds, points, ends)) {
            @Override
            void tell(List<Event> events, Cell<?> cell) {
                Changes.each(Folds.sample(events, points, ends), cell);
            }
        };
    }

    /** Counts of a span of time; spans follow each other from when the step began. */
    private static final class Content {
        final long began;
        int satisfied;
        int tolerated;
        int all;
        @Nullable Event last;

        Content(long began) {
            this.began = began;
        }
    }

    static Op<?> apdex(double seconds, Condition satisfied, Condition tolerated) {
        long span = Spans.millis("apdex", seconds);
        return new Op<Content>("apdex", List.of(seconds, satisfied, tolerated)) {
            @Override
            Content begin(Cell<Content> cell) {
                return new Content(cell.now());
            }

            @Override
            void event(Content state, Event event, Cell<Content> cell) {
                if (event.isExpired()) {
                    return;
                }
                if (satisfied.test(event)) {
                    state.satisfied++;
                } else if (tolerated.test(event)) {
                    state.tolerated++;
                }
                state.all++;
                state.last = event;
                if (!cell.waits()) {
                    cell.wakeAt(state.began + ((cell.now() - state.began) / span + 1) * span);
                }
            }

            @Override
            void wake(Content state, Cell<Content> cell) {
                Event last = state.last;
                double score = (state.satisfied + state.tolerated / 2.0) / state.all;
                state.satisfied = 0;
                state.tolerated = 0;
                state.all = 0;
                state.last = null;
                if (last != null) {
                    cell.emit(last.withMetric(score));
                }
            }
        };
    }
}
