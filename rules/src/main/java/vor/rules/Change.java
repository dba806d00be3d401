package vor.rules;

import java.io.Serializable;
import vor.model.Event;

/** What becomes of an event. A lambda will do: {@code e -> e.withState("ok")}. */
@FunctionalInterface
public interface Change extends Serializable {

    Event apply(Event event);
}
