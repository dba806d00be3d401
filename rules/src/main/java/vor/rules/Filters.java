package vor.rules;

import java.util.List;
import vor.model.Event;

/** Steps that let some pass. */
final class Filters {
    private Filters() {}

    static Op<?> all() {
        return new Op.Plain("all", List.of()) {
            @Override
            void event(Event event, Cell<?> cell) {
                cell.emit(event);
            }

            @Override
            void list(Nothing state, List<Event> events, Cell<Nothing> cell) {
                cell.emit(events);
            }
        };
    }

    static Op<?> none() {
        return new Op.Plain("discard", List.of()) {
            @Override
            void event(Event event, Cell<?> cell) {}
        };
    }

    static Op<?> where(Condition condition) {
        return new Op.Plain("where", List.of(condition)) {
            @Override
            void event(Event event, Cell<?> cell) {
                if (condition.test(event)) {
                    cell.emit(event);
                }
            }
        };
    }
}
