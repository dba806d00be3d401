package vor.rules;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/** Steps that look at how a metric changes with the sender's time. */
final class Slopes {
    private Slopes() {}

    private static final class Before {
        @Nullable Event event;
    }

    static Op<?> events() {
        return new Op<Before>("ddt", List.of()) {
            @Override
            Before begin(Cell<Before> cell) {
                return new Before();
            }

            @Override
            void event(Before state, Event event, Cell<Before> cell) {
                if (event.metric().isEmpty()) {
                    return;
                }
                Event before = state.event;
                state.event = event;
                if (before != null && !before.time().equals(event.time())) {
                    cell.emit(event.withMetric(slope(before, event)));
                }
            }
        };
    }

    private static double slope(Event one, Event other) {
        return (value(other) - value(one)) / (Spans.seconds(other) - Spans.seconds(one));
    }

    private static double value(Event event) {
        return event.metric().orElseThrow().value();
    }

    /** The newest of this interval, of the one before it, and of the one before that. */
    private static final class Three {
        final Beat beat = new Beat();
        @Nullable Event newest;
        @Nullable Event before;

        void forget() {
            newest = null;
            before = null;
        }
    }

    static Op<?> interval(double seconds) {
        long interval = Spans.millis("ddt", seconds);
        return new Op<Three>("ddt", List.of(seconds)) {
            @Override
            Three begin(Cell<Three> cell) {
                return new Three();
            }

            @Override
            void event(Three state, Event event, Cell<Three> cell) {
                if (!state.beat.hears(event, cell, 0)) {
                    state.forget();
                } else if (event.metric().isPresent()) {
                    state.newest = event;
                }
            }

            @Override
            void wake(Three state, Cell<Three> cell) {
                if (!state.beat.goesOn(cell, interval)) {
                    state.forget();
                    return;
                }
                Event one = state.before;
                Event other = state.newest;
                state.before = other;
                if (one != null && other != null) {
                    double slope = one.time().equals(other.time()) ? 0 : slope(one, other);
                    cell.emit(other.withMetric(slope).withTime(Instant.ofEpochMilli(cell.now())));
                }
            }
        };
    }

    /** A straight line through the newest events; times are seconds after that of the newest one when it was drawn. */
    private static final class Line {
        final Deque<Event> events = new ArrayDeque<>();
        boolean drawn;
        long at;
        double origin;
        double slope;
        double offset;
    }

    static Op<?> predict(int n, double ahead, double redraw) {
        if (n < 2 || n > Spans.MOST) {
            throw new IllegalArgumentException("predictLinear: " + n + " events; 2 to " + Spans.MOST + " are meant");
        }
        if (!(redraw >= 0 && redraw <= 1e9 && Math.abs(ahead) <= 1e9)) {
            throw new IllegalArgumentException("predictLinear: seconds up to 1000000000 are meant");
        }
        long rest = Math.round(redraw * 1_000);
        return new Op<Line>("predictLinear", List.of(n, ahead, redraw)) {
            @Override
            Line begin(Cell<Line> cell) {
                return new Line();
            }

            @Override
            void event(Line state, Event event, Cell<Line> cell) {
                if (event.metric().isEmpty()) {
                    return;
                }
                if (state.events.size() == n) {
                    state.events.removeFirst();
                }
                state.events.addLast(event);
                if (!state.drawn || rest == 0 || cell.now() - state.at > rest) {
                    draw(state, cell.now());
                }
                if (state.drawn && state.events.size() > 1) {
                    cell.emit(event.withMetric(state.offset + (Spans.seconds(event) - state.origin + ahead) * state.slope));
                }
            }
        };
    }

    /** By least squares. Events of one and the same time have no line. */
    private static void draw(Line state, long now) {
        double origin = Spans.seconds(state.events.getLast());
        double n = state.events.size();
        double x = 0;
        double y = 0;
        for (Event e : state.events) {
            x += (Spans.seconds(e) - origin) / n;
            y += value(e) / n;
        }
        double xy = 0;
        double xx = 0;
        for (Event e : state.events) {
            double dx = Spans.seconds(e) - origin - x;
            xy += dx * (value(e) - y);
            xx += dx * dx;
        }
        state.drawn = xx > 0;
        if (state.drawn) {
            state.at = now;
            state.origin = origin;
            state.slope = xy / xx;
            state.offset = y - state.slope * x;
        }
    }
}
