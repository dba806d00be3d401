package vor.rules;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/** Steps that fill gaps, by our clock. */
final class Gaps {
    private Gaps() {}

    private static final class Last {
        final Beat beat = new Beat();
        @Nullable Event event;
    }

    /** What all of them have in common: the newest event. */
    private abstract static class Filling extends Op<Last> {
        final long interval;
        final List<Change> changes;

        Filling(String name, double seconds, List<Change> changes) {
            super(name, List.of(seconds, changes));
            this.interval = Spans.millis(name, seconds);
            this.changes = changes;
        }

        @Override
        Last begin(Cell<Last> cell) {
            return new Last();
        }

        @Override
        void event(Last state, Event event, Cell<Last> cell) {
            if (event.isExpired()) {
                state.event = null;
                cell.sleep();
            } else {
                state.event = event;
                cell.wakeAt(cell.now() + interval);
            }
            cell.emit(event);
        }

        final Event filler(Event event, Cell<?> cell) {
            return Changes.all(changes, event).withTime(Instant.ofEpochMilli(cell.now()));
        }
    }

    static Op<?> fillIn(double seconds, List<Change> changes) {
        return new Filling("fillIn", seconds, changes) {
            @Override
            Last begin(Cell<Last> cell) {
                cell.wakeAt(cell.now() + interval);
                return new Last();
            }

            @Override
            void wake(Last state, Cell<Last> cell) {
                cell.wakeAt(cell.now() + interval);
                cell.emit(filler(Event.of("", "", Instant.EPOCH), cell));
            }
        };
    }

    static Op<?> fillInLast(double seconds, List<Change> changes) {
        return new Filling("fillInLast", seconds, changes) {
            @Override
            void wake(Last state, Cell<Last> cell) {
                Event last = state.event;
                if (last != null) {
                    cell.wakeAt(cell.now() + interval);
                    cell.emit(filler(last, cell));
                }
            }
        };
    }

    static Op<?> interpolateConstant(double seconds) {
        return new Filling("interpolateConstant", seconds, List.of()) {
            @Override
            void event(Last state, Event event, Cell<Last> cell) {
                boolean first = !state.beat.on();
                boolean on = state.beat.hears(event, cell, interval);
                state.event = on ? event : null;
                if (!on) {
                    cell.emit(event);
                } else if (first) {
                    cell.emit(filler(event, cell));
                }
            }

            @Override
            void wake(Last state, Cell<Last> cell) {
                Event last = state.event;
                if (state.beat.goesOn(cell, interval) && last != null) {
                    cell.emit(filler(last, cell));
                } else {
                    state.event = null;
                }
            }
        };
    }
}
