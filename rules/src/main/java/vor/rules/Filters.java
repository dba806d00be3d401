package vor.rules;

import java.util.ArrayList;
import java.util.List;
import vor.model.Event;

/** Steps that let some pass, or choose a way for each. */
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

    /** The beginning of a rule that listens on a channel; {@link Machine} brings it what is published there. */
    static final class Subscribe extends Op.Plain {
        private final String channel;

        Subscribe(String channel) {
            super("subscribe", List.of(channel));
            if (channel.isEmpty()) {
                throw new IllegalArgumentException("subscribe(\"\"): a channel has a name");
            }
            this.channel = channel;
        }

        String channel() {
            return channel;
        }

        @Override
        void event(Event event, Cell<?> cell) {
            cell.emit(event);
        }
    }

    /** To the first branch whose condition holds. */
    static Op<?> split(List<Branch> branches) {
        List<Condition> conditions = new ArrayList<>();
        branches.forEach(b -> conditions.add(b.condition()));
        return new Op.Plain("split", List.of(conditions)) {
            @Override
            void event(Event event, Cell<?> cell) {
                for (int i = 0; i < conditions.size(); i++) {
                    if (conditions.get(i).test(event)) {
                        cell.emit(i, event);
                        return;
                    }
                }
            }
        };
    }

    /** To the first of two ends or to the second; the other one is told that it is over. */
    static Op<?> dual(Condition condition) {
        return new Op.Plain("dual", List.of(condition)) {
            @Override
            void event(Event event, Cell<?> cell) {
                dual(event, cell, condition.test(event));
            }
        };
    }

    static void dual(Event event, Cell<?> cell, boolean first) {
        if (event.isExpired()) {
            cell.emit(event);
            return;
        }
        cell.emit(first ? 1 : 0, Errors.expired(event, cell.now()));
        cell.emit(first ? 0 : 1, event);
    }
}
