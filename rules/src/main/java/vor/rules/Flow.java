package vor.rules;

import java.util.ArrayList;
import java.util.List;
import vor.model.Event;

/** Steps that let only so much pass in a time. Their spans follow each other from the moment at which the step began, by our clock. */
final class Flow {
    private Flow() {}

    private static final class Span {
        long end;
        int sent;
        List<Event> held = new ArrayList<>();

        Span(long end) {
            this.end = end;
        }

        /** The span that is now. */
        void at(long now, long length) {
            if (now >= end) {
                end += ((now - end) / length + 1) * length;
                sent = 0;
            }
        }

        List<Event> taken() {
            List<Event> all = List.copyOf(held);
            held = new ArrayList<>();
            return all;
        }
    }

    /** A step with such a span. */
    private abstract static class Spanned extends Op<Span> {
        final int n;
        final long length;

        Spanned(String name, int n, double seconds) {
            super(name, List.of(n, seconds));
            this.n = Spans.count(name, n);
            this.length = Spans.millis(name, seconds);
        }

        @Override
        final Span begin(Cell<Span> cell) {
            return new Span(cell.now() + length);
        }
    }

    static Op<?> throttle(int most, double seconds) {
        return new Spanned("throttle", most, seconds) {
            @Override
            void event(Span state, Event event, Cell<Span> cell) {
                state.at(cell.now(), length);
                if (state.sent < n) {
                    state.sent++;
                    cell.emit(event);
                }
            }
        };
    }

    static Op<?> rollup(int most, double seconds) {
        return new Spanned("rollup", most, seconds) {
            @Override
            void event(Span state, Event event, Cell<Span> cell) {
                state.at(cell.now(), length);
                if (state.sent < n) {
                    state.sent++;
                    cell.emit(List.of(event));
                } else if (state.held.size() < Spans.MOST) {
                    state.held.add(event);
                    if (!cell.waits()) {
                        cell.wakeAt(state.end);
                    }
                } else {
                    cell.drop(1);
                }
            }

            @Override
            void wake(Span state, Cell<Span> cell) {
                state.at(cell.now(), length);
                state.sent = 1;
                cell.emit(state.taken());
            }
        };
    }

    static Op<?> batch(int most, double seconds) {
        return new Spanned("batch", most, seconds) {
            @Override
            void event(Span state, Event event, Cell<Span> cell) {
                state.at(cell.now(), length);
                state.held.add(event);
                if (state.held.size() >= n) {
                    cell.sleep();
                    cell.emit(state.taken());
                } else if (!cell.waits()) {
                    cell.wakeAt(state.end);
                }
            }

            @Override
            void wake(Span state, Cell<Span> cell) {
                cell.emit(state.taken());
            }
        };
    }
}
