package vor.rules;

import vor.model.Event;

/** A change that sets one field: {@code state("ok")}, {@code ttl(60)}. */
public interface Setting extends Change {
    /** Whether the event tells that field already. */
    boolean isTold(Event event);
}
