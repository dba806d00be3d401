package vor.rules;

import java.util.List;
import java.util.Optional;
import vor.model.Event;
import vor.model.Metric;

/** Sums of metrics: whole numbers stay whole until they are too large for it. */
final class Numbers {
    private Numbers() {}

    static Metric plus(Metric one, Metric other) {
        if (one instanceof Metric.Whole(long a) && other instanceof Metric.Whole(long b)) {
            long sum = a + b;
            if (((a ^ sum) & (b ^ sum)) >= 0) {
                return new Metric.Whole(sum);
            }
        }
        return new Metric.Real(one.value() + other.value());
    }

    static Metric minus(Metric one, Metric other) {
        if (one instanceof Metric.Whole(long a) && other instanceof Metric.Whole(long b)) {
            long rest = a - b;
            if (((a ^ b) & (a ^ rest)) >= 0) {
                return new Metric.Whole(rest);
            }
        }
        return new Metric.Real(one.value() - other.value());
    }

    static Metric times(Metric one, Metric other) {
        if (one instanceof Metric.Whole(long a) && other instanceof Metric.Whole(long b)) {
            long product = a * b;
            if (Math.multiplyHigh(a, b) == product >> 63) {
                return new Metric.Whole(product);
            }
        }
        return new Metric.Real(one.value() * other.value());
    }

    /** Whole if both are and nothing is left over. */
    static Metric divided(Metric one, Metric other) {
        if (one instanceof Metric.Whole(long a) && other instanceof Metric.Whole(long b) && b != 0 && a != Long.MIN_VALUE && a % b == 0) {
            return new Metric.Whole(a / b);
        }
        return new Metric.Real(one.value() / other.value());
    }

    static Event with(Event event, Metric metric) {
        return event.withMetric(Optional.of(metric));
    }

    /** Those that tell a metric. */
    static List<Event> told(List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).metric().isEmpty()) {
                return events.stream().filter(e -> e.metric().isPresent()).toList();
            }
        }
        return events;
    }
}
