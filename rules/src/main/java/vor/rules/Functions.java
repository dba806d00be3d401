package vor.rules;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import vor.model.Event;

/** The shapes of the lambdas that steps take. They can be compared over a reload: what they compute and what they captured decides whether a step is the same one. */
public final class Functions {
    private Functions() {}

    /** An event, or nothing. */
    @FunctionalInterface
    public interface ToOptional extends Serializable {
        Optional<Event> of(Event event);
    }

    /** Any number of events. */
    @FunctionalInterface
    public interface ToList extends Serializable {
        List<Event> of(Event event);
    }

    /** A number; NaN when there is none. */
    @FunctionalInterface
    public interface ToNumber extends Serializable {
        double of(Event event);
    }

    /** Another text. */
    @FunctionalInterface
    public interface OfText extends Serializable {
        String of(String text);
    }

    /** Another number. */
    @FunctionalInterface
    public interface OfNumber extends Serializable {
        double of(double number);
    }

    /** One number of several, at least one, in the order in which they came. */
    @FunctionalInterface
    public interface OfNumbers extends Serializable {
        double of(double[] numbers);
    }

    /** What has come so far and one more make what has come so far. */
    @FunctionalInterface
    public interface Reducer extends Serializable {
        Event of(Event soFar, Event event);
    }

    /** One event of several, or nothing. See {@link Folds}. */
    @FunctionalInterface
    public interface Fold extends Serializable {
        Optional<Event> of(List<Event> events);
    }

    /** Other events in their place. */
    @FunctionalInterface
    public interface OfLists extends Serializable {
        List<Event> of(List<Event> events);
    }

    /** An event of the one that came and the newest of every key, itself included; or nothing. */
    @FunctionalInterface
    public interface WithAll extends Serializable {
        Optional<Event> of(Event event, List<Event> all);
    }

    /** An event of the newest that met each condition, in the order of the conditions; or nothing. */
    @FunctionalInterface
    public interface OfSlots extends Serializable {
        Optional<Event> of(List<Optional<Event>> newest);
    }
}
