package vor.rules;

import java.io.Serializable;
import vor.model.Event;

/** Something of your own that is done with each event. It must return at once: all rules wait for it. */
@FunctionalInterface
public interface Call extends Serializable {
    void take(Event event);
}
