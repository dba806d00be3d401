package vor.rules;

import java.io.Serializable;
import java.util.function.Predicate;
import vor.model.Event;

/** Whether an event is meant. A lambda will do: {@code e -> e.host().endsWith(".example")}. */
@FunctionalInterface
public interface Condition extends Predicate<Event>, Serializable {

    /** Both. */
    default Condition and(Condition other) {
        return new Both(this, other);
    }

    /** Either, or both. */
    default Condition or(Condition other) {
        return new Either(this, other);
    }

    /** The opposite. */
    default Condition not() {
        return new Opposite(this);
    }

    record Both(Condition one, Condition other) implements Condition {
        @Override
        public boolean test(Event event) {
            return one.test(event) && other.test(event);
        }
    }

    record Either(Condition one, Condition other) implements Condition {
        @Override
        public boolean test(Event event) {
            return one.test(event) || other.test(event);
        }
    }

    record Opposite(Condition condition) implements Condition {
        @Override
        public boolean test(Event event) {
            return !condition.test(event);
        }
    }
}
