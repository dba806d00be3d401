package vor.rules;

import java.util.List;
import vor.model.Event;

/** Steps that make something else of an event. */
final class Changes {
    private Changes() {}

    static Event all(List<Change> changes, Event event) {
        Event changed = event;
        for (int i = 0; i < changes.size(); i++) {
            changed = changes.get(i).apply(changed);
        }
        return changed;
    }

    static Op<?> with(List<Change> changes) {
        return new Op.Plain("with", List.of(changes)) {
            @Override
            void event(Event event, Cell<?> cell) {
                cell.emit(all(changes, event));
            }
        };
    }
}
