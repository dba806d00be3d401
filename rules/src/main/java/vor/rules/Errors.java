package vor.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vor.model.Event;

/** What becomes of a step that throws. */
final class Errors {
    private static final int LONGEST = 1_000;

    private Errors() {}

    /** An error as an event. */
    static Event event(Throwable e, long now) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        String told = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        String kind = e.getClass().getName();
        return Event.of("", "rule error", Instant.ofEpochMilli(now))
                .withState("error")
                .withDescription(told.isEmpty() ? kind : kind + ": " + told)
                .withTags(List.of("exception", kind));
    }

    /** An event that says that this one is over. */
    static Event expired(Event event, long now) {
        return new Event(event.host(), event.service(), Event.EXPIRED, Optional.empty(), Instant.ofEpochMilli(now), Optional.empty(), "", List.of(), Map.of());
    }

    /** Passes all on; errors of the steps after it go to these ends. */
    static Op<?> on(List<Sink> ends) {
        List<Node> aside = Stream.nodes(ends);
        return new Op.Plain("onError", List.of()) {
            @Override
            void event(Event event, Cell<?> cell) {
                cell.emitBefore(cell.successors() - aside.size(), event);
            }

            @Override
            List<Node> aside() {
                return aside;
            }

            @Override
            boolean traps() {
                return true;
            }

            @Override
            void error(Nothing state, Event error, Cell<Nothing> cell) {
                cell.emitFrom(cell.successors() - aside.size(), error);
            }
        };
    }
}
