package vor.rules;

import java.io.Serializable;
import vor.model.Event;

/** What tells events apart: a field, or a lambda such as {@code e -> e.host().split("-")[0]}. */
@FunctionalInterface
public interface Key extends Serializable {

    /** Something with a good {@code equals}. */
    Object of(Event event);
}
