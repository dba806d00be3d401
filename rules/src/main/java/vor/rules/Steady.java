package vor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/** Steps that look at whether something of an event is the same as the last time. */
final class Steady {
    private Steady() {}

    private static final class Before {
        @Nullable Object value;
        @Nullable Event event;
        int run;
    }

    /** What a key gives, so that a number that was typed can be compared with it. */
    private static Object told(Key key, Object value) {
        return key instanceof Amount && value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : value;
    }

    static Op<?> changed(Key key, Optional<Object> first, boolean pairs) {
        return new Op<Before>(pairs ? "changedPairs" : "changed", List.of(key, first)) {
            @Override
            Before begin(Cell<Before> cell) {
                Before state = new Before();
                state.value = first.map(v -> told(key, v)).orElse(null);
                return state;
            }

            @Override
            void event(Before state, Event event, Cell<Before> cell) {
                changed(state, key.of(event), event, pairs, cell);
            }
        };
    }

    private static void changed(Before state, Object value, Event event, boolean pairs, Cell<?> cell) {
        boolean other = !value.equals(state.value);
        Event before = state.event;
        state.value = value;
        if (pairs) {
            state.event = event;
        }
        if (!other) {
            return;
        }
        if (pairs) {
            cell.emit(before == null ? List.of(event) : List.of(before, event));
        } else {
            cell.emit(event);
        }
    }

    /** For each host and service. */
    static Op<?> changedState(String first, boolean pairs) {
        return new Op<Held<Before>>(pairs ? "changedStatePairs" : "changedState", List.of(first)) {
            @Override
            Held<Before> begin(Cell<Held<Before>> cell) {
                return new Held<>();
            }

            @Override
            void event(Held<Before> state, Event event, Cell<Held<Before>> cell) {
                Pair key = Pair.of(event);
                Before before = state.get(key, cell);
                if (before == null) {
                    before = new Before();
                    before.value = first;
                    state.put(key, before, cell);
                }
                changed(before, event.state(), event, pairs, cell);
            }

            @Override
            void wake(Held<Before> state, Cell<Held<Before>> cell) {
                state.wake(cell);
            }

            @Override
            int keys(Held<Before> state) {
                return state.size();
            }
        };
    }

    static Op<?> runs(int n, Key key) {
        Spans.count("runs", n);
        return new Op<Before>("runs", List.of(n, key)) {
            @Override
            Before begin(Cell<Before> cell) {
                return new Before();
            }

            @Override
            void event(Before state, Event event, Cell<Before> cell) {
                Object value = key.of(event);
                state.run = value.equals(state.value) ? Math.min(n, state.run + 1) : 1;
                state.value = value;
                if (state.run == n) {
                    cell.emit(event);
                }
            }
        };
    }

    private static final class Settling {
        @Nullable Object value;
        List<Event> held = new ArrayList<>();
        long since;

        void flush(Cell<?> cell) {
            List<Event> all = held;
            held = new ArrayList<>();
            cell.sleep();
            Changes.each(all, cell);
        }
    }

    static Op<?> stable(double seconds, Key key) {
        long span = Spans.millis("stable", seconds);
        return new Op<Settling>("stable", List.of(seconds, key)) {
            @Override
            Settling begin(Cell<Settling> cell) {
                return new Settling();
            }

            @Override
            void event(Settling state, Event event, Cell<Settling> cell) {
                Object value = key.of(event);
                if (!value.equals(state.value)) {
                    state.value = value;
                    state.held.clear();
                    state.held.add(event);
                    state.since = Spans.told(event, cell.now());
                    cell.wakeAt(cell.now() + span);
                    return;
                }
                if (state.held.isEmpty()) {
                    cell.emit(event);
                    return;
                }
                if (state.held.size() < Spans.MOST) {
                    state.held.add(event);
                } else {
                    cell.drop(1);
                }
                if (Spans.told(event, cell.now()) - state.since >= span) {
                    state.flush(cell);
                }
            }

            @Override
            void wake(Settling state, Cell<Settling> cell) {
                state.flush(cell);
            }
        };
    }
}
