package vor.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import vor.model.Event;

/** Steps that make lists of the events that came. */
final class Windows {
    private static final long NONE = Long.MIN_VALUE;

    private Windows() {}

    static Op<?> movingEvents(int n) {
        Spans.count("movingEventWindow", n);
        return new Op<Deque<Event>>("movingEventWindow", List.of(n)) {
            @Override
            Deque<Event> begin(Cell<Deque<Event>> cell) {
                return new ArrayDeque<>();
            }

            @Override
            void event(Deque<Event> state, Event event, Cell<Deque<Event>> cell) {
                if (state.size() == n) {
                    state.removeFirst();
                }
                state.addLast(event);
                cell.emit(List.copyOf(state));
            }
        };
    }

    static Op<?> fixedEvents(int n) {
        Spans.count("fixedEventWindow", n);
        return new Op<List<Event>>("fixedEventWindow", List.of(n)) {
            @Override
            List<Event> begin(Cell<List<Event>> cell) {
                return new ArrayList<>();
            }

            @Override
            void event(List<Event> state, Event event, Cell<List<Event>> cell) {
                state.add(event);
                if (state.size() == n) {
                    List<Event> full = List.copyOf(state);
                    state.clear();
                    cell.emit(full);
                }
            }
        };
    }

    /** An event and its time, as it was taken when it came. */
    private record Timed(Event event, long time) {}

    /** Events in the order in which they came, and the newest time of all. */
    private static final class Moving {
        final Deque<Timed> events = new ArrayDeque<>();
        long newest = NONE;

        List<Event> all() {
            Event[] all = new Event[events.size()];
            int i = 0;
            for (Timed one : events) {
                all[i++] = one.event();
            }
            return Collections.unmodifiableList(Arrays.asList(all));
        }
    }

    static Op<?> movingTime(double seconds) {
        long span = Spans.millis("movingTimeWindow", seconds);
        return new Op<Moving>("movingTimeWindow", List.of(seconds)) {
            @Override
            Moving begin(Cell<Moving> cell) {
                return new Moving();
            }

            @Override
            void event(Moving state, Event event, Cell<Moving> cell) {
                long time = Spans.told(event, cell.now());
                boolean newer = time > state.newest;
                state.newest = Math.max(state.newest, time);
                long cutoff = state.newest - span;
                if (time <= cutoff) {
                    cell.drop(1);
                    return;
                }
                if (newer) {
                    state.events.removeIf(e -> e.time() <= cutoff);
                }
                if (state.events.size() == Spans.MOST) {
                    state.events.removeFirst();
                    cell.drop(1);
                }
                state.events.addLast(new Timed(event, time));
                cell.emit(state.all());
            }
        };
    }

    private static final class Fixed {
        List<Event> events = new ArrayList<>();
        long start = NONE;
    }

    /** @param aligned whether windows begin at multiples of the seconds, or with the first event */
    static Op<?> fixedTime(double seconds, boolean aligned) {
        String name = aligned ? "fixedOffsetTimeWindow" : "fixedTimeWindow";
        long span = Spans.millis(name, seconds);
        return new Op<Fixed>(name, List.of(seconds)) {
            @Override
            Fixed begin(Cell<Fixed> cell) {
                return new Fixed();
            }

            @Override
            void event(Fixed state, Event event, Cell<Fixed> cell) {
                long time = Spans.told(event, cell.now());
                if (state.start == NONE) {
                    state.start = aligned ? Math.floorDiv(time, span) * span : time;
                }
                if (time < state.start) {
                    cell.drop(1);
                    return;
                }
                if (time >= state.start + span) {
                    List<Event> full = List.copyOf(state.events);
                    state.events = new ArrayList<>();
                    state.start += (time - state.start) / span * span;
                    state.events.add(event);
                    cell.emit(full);
                } else if (state.events.size() < Spans.MOST) {
                    state.events.add(event);
                } else {
                    cell.drop(1);
                }
            }
        };
    }
}
