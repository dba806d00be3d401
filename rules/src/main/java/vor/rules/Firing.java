package vor.rules;

import java.time.Instant;
import java.util.List;
import vor.model.Event;

/**
 * Something left a rule.
 *
 * @param at by our clock
 * @param rule its name
 * @param events one or more
 */
public record Firing(Instant at, String rule, Outlet outlet, List<Event> events) {
    public Firing {
        events = List.copyOf(events);
    }
}
