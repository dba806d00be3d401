package vor.rules;

import vor.model.Event;

/** What the index keeps one event of. */
record Pair(String host, String service) {
    static Pair of(Event event) {
        return new Pair(event.host(), event.service());
    }
}
