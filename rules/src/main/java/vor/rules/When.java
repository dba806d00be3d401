package vor.rules;

import java.util.ArrayList;
import java.util.List;
import vor.model.Event;

/** Events of which the first case that holds decides what becomes of them; those of no case go on as they are. */
public final class When extends Events {
    private final Stream before;
    private final List<Case> cases;

    record Case(Condition condition, List<Change> changes) {}

    When(Stream before, List<Case> cases) {
        super(before.plus(step(cases)));
        this.before = before;
        this.cases = cases;
    }

    /** Else, if this holds, these changes. */
    @Override
    public When when(Condition condition, Change... changes) {
        return plusCase(new Case(condition, List.of(changes)));
    }

    /** Else these changes. */
    public Events otherwise(Change... changes) {
        return plusCase(new Case(new Always(), List.of(changes)));
    }

    private When plusCase(Case next) {
        List<Case> all = new ArrayList<>(cases);
        all.add(next);
        return new When(before, List.copyOf(all));
    }

    record Always() implements Condition {
        @Override
        public boolean test(Event event) {
            return true;
        }
    }

    private static Op<?> step(List<Case> cases) {
        return new Op.Plain("when", List.of(cases)) {
            @Override
            void event(Event event, Cell<?> cell) {
                for (Case one : cases) {
                    if (one.condition().test(event)) {
                        cell.emit(Changes.all(one.changes(), event));
                        return;
                    }
                }
                cell.emit(event);
            }
        };
    }
}
