package vor.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import vor.model.Event;
import vor.model.Metric;

/**
 * One event of several, by their metrics. Events without a metric are passed over, unless it is said otherwise; of no events there is none. {@link #strict} makes any of
 * them throw instead. Whole numbers stay whole where that is possible.
 */
public final class Folds {
    private static final Comparator<Event> BY_METRIC = Comparator.comparingDouble(Folds::value);

    private Folds() {}

    private static double value(Event event) {
        return event.metric().orElseThrow().value();
    }

    /** The first with a metric, with the sum of all. */
    public static Optional<Event> sum(List<Event> events) {
        return reduced(events, new Metric.Whole(0), Numbers::plus);
    }

    /** The first with a metric, with the product of all. */
    public static Optional<Event> product(List<Event> events) {
        return reduced(events, new Metric.Whole(1), Numbers::times);
    }

    private static Optional<Event> reduced(List<Event> events, Metric ofNone, BinaryOperator<Metric> operator) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        List<Event> told = Numbers.told(events);
        if (told.isEmpty()) {
            return Optional.of(Numbers.with(events.getFirst(), ofNone));
        }
        Metric all = told.getFirst().metric().orElseThrow();
        for (int i = 1; i < told.size(); i++) {
            all = operator.apply(all, told.get(i).metric().orElseThrow());
        }
        return Optional.of(Numbers.with(told.getFirst(), all));
    }

    /** The first, less all that follow. When one has no metric, neither has the result, and its description says why. */
    public static Optional<Event> difference(List<Event> events) {
        return inOrder(events, Numbers::minus);
    }

    /** The first, divided by all that follow. When one has no metric, or is zero, the result has no metric, and its description says why. */
    public static Optional<Event> quotient(List<Event> events) {
        boolean zero = events.stream().skip(1).anyMatch(e -> e.metric().isPresent() && e.metric().get().value() == 0);
        return zero ? Optional.of(without(events.getFirst(), "divided by zero")) : inOrder(events, Numbers::divided);
    }

    /** As {@link #quotient}, but nothing of nothing is nothing: when the first is zero it is the result. */
    public static Optional<Event> quotientSloppy(List<Event> events) {
        if (!events.isEmpty() && events.getFirst().metric().isPresent() && value(events.getFirst()) == 0) {
            return Optional.of(events.getFirst());
        }
        return quotient(events);
    }

    private static Optional<Event> inOrder(List<Event> events, BinaryOperator<Metric> operator) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        if (Numbers.told(events).size() < events.size()) {
            return Optional.of(without(events.getFirst(), "one of these events has no metric"));
        }
        return reduced(events, new Metric.Whole(0), operator);
    }

    private static Event without(Event event, String why) {
        return event.withMetric(Optional.empty()).withDescription(why);
    }

    /** The first with a metric, with the mean of all; none when no event has a metric. */
    public static Optional<Event> mean(List<Event> events) {
        List<Event> told = Numbers.told(events);
        return told.isEmpty() ? Optional.empty() : Optional.of(told.getFirst().withMetric(average(told)));
    }

    private static double average(List<Event> told) {
        double sum = 0;
        for (Event event : told) {
            sum += value(event);
        }
        return sum / told.size();
    }

    /** The first with a metric, with the standard deviation of all (of the whole, not of a sample). */
    public static Optional<Event> stdDev(List<Event> events) {
        List<Event> told = Numbers.told(events);
        if (told.isEmpty()) {
            return Optional.empty();
        }
        double mean = average(told);
        double squares = 0;
        for (Event event : told) {
            squares += (value(event) - mean) * (value(event) - mean);
        }
        return Optional.of(told.getFirst().withMetric(Math.sqrt(squares / told.size())));
    }

    /** The one in the middle by its metric; of two, the greater. */
    public static Optional<Event> median(List<Event> events) {
        return at(events, List.of(0.5)).stream().findFirst();
    }

    /** The first with the metric that occurs most often; of several such metrics, the one that came first. */
    public static Optional<Event> mode(List<Event> events) {
        return modes(events).stream().findFirst();
    }

    /** The first of each metric that occurs most often. */
    public static List<Event> modes(List<Event> events) {
        Map<Double, Event> first = new LinkedHashMap<>();
        Map<Double, Integer> number = new HashMap<>();
        for (Event event : Numbers.told(events)) {
            first.putIfAbsent(value(event), event);
            number.merge(value(event), 1, Integer::sum);
        }
        int most = number.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return first.values().stream().filter(e -> number.getOrDefault(value(e), 0) == most).toList();
    }

    /** The one with the least metric; the last of equal ones. */
    public static Optional<Event> minimum(List<Event> events) {
        return extreme(events, -1);
    }

    /** The one with the greatest metric; the last of equal ones. */
    public static Optional<Event> maximum(List<Event> events) {
        return extreme(events, 1);
    }

    private static Optional<Event> extreme(List<Event> events, int sign) {
        return Numbers.told(events).stream().reduce((so, e) -> Double.compare(value(e), value(so)) * sign >= 0 ? e : so);
    }

    /** The first, with the number of events as its metric; those without a metric count, too. */
    public static Optional<Event> count(List<Event> events) {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.getFirst().withMetric((long) events.size()));
    }

    /** For each point from 0 (the least) to 1 (the greatest) the event that stands there by its metric; its service gets the point: {@code "load 0.95"}. */
    public static List<Event> sortedSample(List<Event> events, double... points) {
        Map<Double, String> names = named(points);
        return sample(events, List.copyOf(names.keySet()), List.copyOf(names.values()));
    }

    /** What is put after the name of the service for each point. */
    static Map<Double, String> named(double... points) {
        Map<Double, String> names = new LinkedHashMap<>();
        for (double point : points) {
            if (!(point >= 0 && point <= 1)) {
                throw new IllegalArgumentException("a point of " + point + "; 0 (the least) to 1 (the greatest) are meant");
            }
            names.put(point, " " + Same.words(point));
        }
        return names;
    }

    static List<Event> sample(List<Event> events, List<Double> points, List<String> ends) {
        List<Event> at = at(events, points);
        List<Event> named = new ArrayList<>(at.size());
        for (int i = 0; i < at.size(); i++) {
            named.add(at.get(i).withService(at.get(i).service() + ends.get(i)));
        }
        return named;
    }

    private static List<Event> at(List<Event> events, List<Double> points) {
        List<Event> sorted = Numbers.told(events).stream().sorted(BY_METRIC).toList();
        if (sorted.isEmpty()) {
            return List.of();
        }
        return points.stream().map(p -> sorted.get(Math.min(sorted.size() - 1, (int) Math.floor(sorted.size() * p)))).toList();
    }

    /** As that fold, but throws when an event has no metric, when there is no event, and when it cannot be computed: {@code fold(Folds.strict(Folds::sum))}. */
    public static Functions.Fold strict(Functions.Fold fold) {
        return new Strict(fold);
    }

    private record Strict(Functions.Fold fold) implements Functions.Fold {
        @Override
        public Optional<Event> of(List<Event> events) {
            for (Event event : events) {
                if (event.metric().isEmpty()) {
                    throw new IllegalArgumentException("no metric: host \"" + event.host() + "\", service \"" + event.service() + "\"");
                }
            }
            Event result = fold.of(events).orElseThrow(() -> new IllegalArgumentException("no events"));
            if (result.metric().isEmpty()) {
                throw new ArithmeticException(result.description());
            }
            return Optional.of(result);
        }
    }
}
