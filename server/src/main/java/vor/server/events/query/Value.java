package vor.server.events.query;

import java.math.BigInteger;
import java.util.OptionalDouble;

/** What stands on a side of a comparison. As in Riemann whole numbers and others are never equal: 1 is not 1.0. */
sealed interface Value {
    Value NIL = new Nil();

    record Text(String text) implements Value {}

    record Whole(BigInteger number) implements Value {}

    record Real(double number) implements Value {}

    record Truth(boolean is) implements Value {}

    record Nil() implements Value {}

    /** An empty text is what an event does not say. */
    static Value text(String text) {
        return text.isEmpty() ? NIL : new Text(text);
    }

    /** Nothing when it is no number. */
    default OptionalDouble asNumber() {
        return switch (this) {
            case Whole(BigInteger number) -> OptionalDouble.of(number.doubleValue());
            case Real(double number) -> OptionalDouble.of(number);
            case Text t -> OptionalDouble.empty();
            case Truth t -> OptionalDouble.empty();
            case Nil n -> OptionalDouble.empty();
        };
    }

    /** As Clojure's {@code =} does it; NaN equals nothing. */
    default boolean same(Value other) {
        return this instanceof Real(double mine) && other instanceof Real(double theirs) ? mine == theirs : equals(other);
    }
}
