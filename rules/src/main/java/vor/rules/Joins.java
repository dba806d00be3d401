package vor.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/** Steps that put the newest events of several keys beside each other. Their lifetime is counted from when they came, by our clock. */
final class Joins {
    private Joins() {}

    /** The newest of a key, and until when it counts. */
    private record Newest(Event event, long until) {
        static Newest of(Event event, Cell<?> cell) {
            return new Newest(event, Spans.until(event, cell.now()));
        }

        boolean over(long now) {
            return event.isExpired() || until < now;
        }
    }

    static Op<?> coalesce(double seconds) {
        long interval = Spans.millis("coalesce", seconds);
        return new Op<Map<Pair, Newest>>("coalesce", List.of(seconds)) {
            @Override
            Map<Pair, Newest> begin(Cell<Map<Pair, Newest>> cell) {
                return new LinkedHashMap<>();
            }

            @Override
            void event(Map<Pair, Newest> state, Event event, Cell<Map<Pair, Newest>> cell) {
                Pair key = Pair.of(event);
                state.remove(key);
                state.put(key, Newest.of(event, cell));
                if (state.size() > Spans.MOST) {
                    Iterator<Newest> eldest = state.values().iterator();
                    eldest.next();
                    eldest.remove();
                    cell.drop(1);
                }
                if (!cell.waits()) {
                    cell.wakeAt(cell.now());
                }
            }

            @Override
            void wake(Map<Pair, Newest> state, Cell<Map<Pair, Newest>> cell) {
                List<Event> all = new ArrayList<>(state.size());
                state.values().forEach(n -> all.add(n.over(cell.now()) ? n.event().withState(Event.EXPIRED) : n.event()));
                state.values().removeIf(n -> n.over(cell.now()));
                if (!state.isEmpty()) {
                    cell.wakeAt(cell.now() + interval);
                }
                cell.emit(List.copyOf(all));
            }

            @Override
            int keys(Map<Pair, Newest> state) {
                return state.size();
            }
        };
    }

    static Op<?> coalesceWithEvent(Key key, Functions.WithAll function) {
        return new Op<Held<Newest>>("coalesceWithEvent", List.of(key, function)) {
            @Override
            Held<Newest> begin(Cell<Held<Newest>> cell) {
                return new Held<>();
            }

            @Override
            void event(Held<Newest> state, Event event, Cell<Held<Newest>> cell) {
                state.put(key.of(event), Newest.of(event, cell), cell);
                List<Event> all = new ArrayList<>(state.size());
                List<Event> counting = new ArrayList<>(state.size());
                for (Newest newest : state.values()) {
                    if (newest.over(cell.now())) {
                        state.remove(key.of(newest.event()));
                        all.add(newest.event().withState(Event.EXPIRED));
                    } else {
                        counting.add(newest.event());
                    }
                }
                all.addAll(counting);
                Optional<Event> made = function.of(event, Collections.unmodifiableList(all));
                if (made.isPresent()) {
                    cell.emit(made.get());
                }
            }

            @Override
            void wake(Held<Newest> state, Cell<Held<Newest>> cell) {
                state.wake(cell);
            }

            @Override
            int keys(Held<Newest> state) {
                return state.size();
            }
        };
    }

    /** What becomes of the newest that met each condition. */
    interface Told {
        void to(Cell<?> cell, List<Optional<Event>> newest);
    }

    static Op<?> project(List<Condition> conditions, Object what, Told told) {
        return new Op<@Nullable Newest[]>("project", List.of(conditions, what)) {
            @Override
            @Nullable Newest[] begin(Cell<@Nullable Newest[]> cell) {
                return new Newest[conditions.size()];
            }

            @Override
            void event(@Nullable Newest[] state, Event event, Cell<@Nullable Newest[]> cell) {
                boolean any = false;
                for (int i = 0; i < state.length; i++) {
                    if (conditions.get(i).test(event)) {
                        state[i] = Newest.of(event, cell);
                        any = true;
                    }
                }
                if (any) {
                    told.to(cell, slots(state, cell.now()));
                }
            }
        };
    }

    /** What is over is told once more, as such. */
    private static List<Optional<Event>> slots(@Nullable Newest[] state, long now) {
        List<Optional<Event>> slots = new ArrayList<>(state.length);
        for (int i = 0; i < state.length; i++) {
            Newest newest = state[i];
            if (newest == null) {
                slots.add(Optional.empty());
            } else if (newest.over(now)) {
                slots.add(Optional.of(Errors.expired(newest.event(), now)));
                state[i] = null;
            } else {
                slots.add(Optional.of(newest.event()));
            }
        }
        return List.copyOf(slots);
    }

    /** How far the clocks of hosts are ahead of ours, in milliseconds, in order. */
    private static final class Clocks extends Held<Long> {
        private static final int MOST_HOSTS = 10_000;
        private long[] sorted = new long[16];
        private int number;

        Clocks() {
            super(IDLE, MOST_HOSTS);
        }

        void add(long ahead) {
            int at = Arrays.binarySearch(sorted, 0, number, ahead);
            int place = at < 0 ? -at - 1 : at;
            if (number == sorted.length) {
                sorted = Arrays.copyOf(sorted, number * 2);
            }
            System.arraycopy(sorted, place, sorted, place + 1, number - place);
            sorted[place] = ahead;
            number++;
        }

        @Override
        void forgotten(Long ahead) {
            int place = Arrays.binarySearch(sorted, 0, number, ahead);
            System.arraycopy(sorted, place + 1, sorted, place, number - place - 1);
            number--;
        }

        long middle() {
            return sorted[number / 2];
        }
    }

    static Op<?> clockSkew() {
        return new Op<Clocks>("clockSkew", List.of()) {
            @Override
            Clocks begin(Cell<Clocks> cell) {
                return new Clocks();
            }

            @Override
            void event(Clocks state, Event event, Cell<Clocks> cell) {
                if (event.isExpired()) {
                    Long gone = state.remove(event.host());
                    if (gone != null) {
                        state.forgotten(gone);
                    }
                    cell.emit(event);
                    return;
                }
                long ahead = Spans.told(event) - cell.now();
                state.add(ahead);
                Long before = state.put(event.host(), ahead, cell);
                if (before != null) {
                    state.forgotten(before);
                }
                cell.emit(event.withMetric((ahead - state.middle()) / 1_000.0));
            }

            @Override
            void wake(Clocks state, Cell<Clocks> cell) {
                state.wake(cell);
            }

            @Override
            int keys(Clocks state) {
                return state.size();
            }
        };
    }
}
