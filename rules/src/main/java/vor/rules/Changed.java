package vor.rules;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vor.model.Event;

/** Lets an event pass when something of it is another than the last time. */
final class Changed {
    private Changed() {}

    /** What was last of a host and service, and until when that is worth keeping. */
    private record Last(Object value, long forget) {}

    static Op<?> state(String first) {
        return new Op<Map<List<String>, Last>>("changedState", List.of(first)) {
            @Override
            Map<List<String>, Last> begin(Cell<Map<List<String>, Last>> cell) {
                return new HashMap<>();
            }

            @Override
            void event(Map<List<String>, Last> state, Event event, Cell<Map<List<String>, Last>> cell) {
                long forget = cell.now() + Idle.AFTER.toMillis();
                Last before = state.put(List.of(event.host(), event.service()), new Last(event.state(), forget));
                if (!cell.waits()) {
                    cell.wakeAt(forget);
                }
                if (!event.state().equals(before == null ? first : before.value())) {
                    cell.emit(event);
                }
            }

            @Override
            void wake(Map<List<String>, Last> state, Cell<Map<List<String>, Last>> cell) {
                state.values().removeIf(last -> last.forget() <= cell.now());
                state.values().stream().mapToLong(Last::forget).min().ifPresent(cell::wakeAt);
            }

            @Override
            int keys(Map<List<String>, Last> state) {
                return state.size();
            }
        };
    }

    /** When what a step holds of a key is forgotten. */
    static final class Idle {
        static final Duration AFTER = Duration.ofHours(1);

        private Idle() {}
    }
}
