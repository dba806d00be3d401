package vor.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import vor.model.Event;

/** A field of an event that holds a number, or a number made of it. A comparison with one that was not told, or is not a number, is false. */
public sealed interface Amount extends Key {

    OptionalDouble number(Event event);

    /** With this number in it. */
    Event set(Event event, double number);

    @Override
    default Object of(Event event) {
        return number(event);
    }

    /** The fields that hold numbers. */
    enum Field implements Amount {
        METRIC {
            @Override
            public OptionalDouble number(Event event) {
                return event.metric().isPresent() ? OptionalDouble.of(event.metric().get().value()) : OptionalDouble.empty();
            }

            @Override
            public Event set(Event event, double number) {
                return event.withMetric(number);
            }
        },
        /** Seconds. */
        TTL {
            @Override
            public OptionalDouble number(Event event) {
                return event.ttl().isPresent() ? OptionalDouble.of(event.ttl().get().getSeconds() + event.ttl().get().getNano() / 1e9) : OptionalDouble.empty();
            }

            @Override
            public Event set(Event event, double number) {
                return event.withTtl(Duration.ofNanos(Math.round(Math.clamp(number, 0, 1e9) * 1e9)));
            }
        },
        /** Seconds since 1970, by the sender's clock. */
        TIME {
            @Override
            public OptionalDouble number(Event event) {
                return OptionalDouble.of(Spans.seconds(event));
            }

            @Override
            public Event set(Event event, double number) {
                return event.withTime(Instant.ofEpochMilli(Math.round(Math.clamp(number, 0, 1e9 * 100) * 1_000)));
            }
        }
    }

    /** What a lambda makes of an event; set as the metric. */
    record Computed(Functions.ToNumber function) implements Amount {
        @Override
        public OptionalDouble number(Event event) {
            double number = function.of(event);
            return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
        }

        @Override
        public Event set(Event event, double number) {
            return event.withMetric(number);
        }
    }

    /** More than this. */
    default Condition over(double limit) {
        return new Within(this, limit, false, Double.POSITIVE_INFINITY, true);
    }

    /** Less than this. */
    default Condition under(double limit) {
        return new Within(this, Double.NEGATIVE_INFINITY, true, limit, false);
    }

    default Condition atLeast(double limit) {
        return new Within(this, limit, true, Double.POSITIVE_INFINITY, true);
    }

    default Condition atMost(double limit) {
        return new Within(this, Double.NEGATIVE_INFINITY, true, limit, true);
    }

    /** From the first to the second, both included. */
    default Condition between(double least, double most) {
        return new Within(this, least, true, most, true);
    }

    /** As numbers: 1 is 1.0. */
    default Condition is(double number) {
        return new Within(this, number, true, number, true);
    }

    /** Whether one was told. */
    default Condition isTold() {
        return new Told(this);
    }

    record Told(Amount field) implements Condition {
        @Override
        public boolean test(Event event) {
            return field.number(event).isPresent();
        }
    }

    /** From the least to the most; whether these two are within is said. */
    record Within(Amount field, double least, boolean alsoLeast, double most, boolean alsoMost) implements Condition {
        @Override
        public boolean test(Event event) {
            OptionalDouble told = field.number(event);
            if (told.isEmpty()) {
                return false;
            }
            double n = told.getAsDouble();
            return (alsoLeast ? n >= least : n > least) && (alsoMost ? n <= most : n < most);
        }
    }
}
