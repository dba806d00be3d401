package vor.rules;

import java.util.List;
import vor.model.Event;

/** Where streams end. */
final class Ends {
    private Ends() {}

    static Sink.End firing(Outlet outlet) {
        return new Sink.End(new Op.Plain(outlet.words().split(" ", 2)[0], List.of(outlet)) {
            @Override
            void event(Event event, Cell<?> cell) {
                cell.fire(outlet, List.of(event));
            }

            @Override
            void list(Nothing state, List<Event> events, Cell<Nothing> cell) {
                cell.fire(outlet, events);
            }
        });
    }

    static Sink.End call(Call function) {
        return new Sink.End(new Op.Plain("call", List.of(function)) {
            @Override
            void event(Event event, Cell<?> cell) {
                function.take(event);
            }
        });
    }
}
