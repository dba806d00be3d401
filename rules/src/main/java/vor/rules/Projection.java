package vor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vor.model.Event;

/** The newest events that met each of some conditions, in the order of these: told whenever one of them is exchanged. Expired ones are told once more, then their place is empty. */
public final class Projection {
    private final Events before;
    private final List<Condition> conditions;

    Projection(Events before, List<Condition> conditions) {
        this.before = before;
        this.conditions = conditions;
    }

    /** What a function makes of them; a place is empty until something met its condition. */
    public Events map(Functions.OfSlots function) {
        return new Events(before.plus(Joins.project(conditions, function, (cell, newest) -> {
            Optional<Event> made = function.of(newest);
            if (made.isPresent()) {
                cell.emit(made.get());
            }
        })));
    }

    /** Those that are there. */
    public Lists present() {
        return new Lists(before.plus(Joins.project(conditions, "present", (cell, newest) -> cell.emit(told(newest)))));
    }

    /** Only when all are there, so that the first is of the first condition: for {@code difference()} and {@code quotient()}. */
    public Lists complete() {
        return new Lists(before.plus(Joins.project(conditions, "complete", (cell, newest) -> {
            List<Event> told = told(newest);
            if (told.size() == newest.size()) {
                cell.emit(told);
            }
        })));
    }

    private static List<Event> told(List<Optional<Event>> newest) {
        List<Event> told = new ArrayList<>(newest.size());
        newest.forEach(n -> n.ifPresent(told::add));
        return List.copyOf(told);
    }
}
