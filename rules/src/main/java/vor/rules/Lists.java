package vor.rules;

import java.util.List;
import vor.model.Event;

/** A stream of several events at a time, such as those of a window. Of a list that gives nothing, nothing is told. See {@link Folds} for what the short ones compute. */
public final class Lists extends Stream {

    Lists(List<Op<?>> steps) {
        super(steps);
    }

    private Events folded(String name, List<?> arguments, Functions.Fold fold) {
        return new Events(plus(new Op.OfLists(name, arguments) {
            @Override
            void list(List<Event> events, Cell<?> cell) {
                var made = fold.of(events);
                if (made.isPresent()) {
                    cell.emit(made.get());
                }
            }
        }));
    }

    /** One by one. */
    public Events each() {
        return new Events(plus(new Op.OfLists("each", List.of()) {
            @Override
            void list(List<Event> events, Cell<?> cell) {
                Changes.each(events, cell);
            }
        }));
    }

    /** What a function makes of each list, if anything: {@code fold(Folds::mean)}, {@code fold(Folds.strict(Folds::mean))}, or a lambda. */
    public Events fold(Functions.Fold function) {
        return folded("fold", List.of(function), function);
    }

    /** All that a function makes of each list, one by one. */
    public Events flatMap(Functions.OfLists function) {
        return map(function).each();
    }

    /** What a function makes of each list. */
    public Lists map(Functions.OfLists function) {
        return made("map", List.of(function), function);
    }

    private Lists made(String name, List<?> arguments, Functions.OfLists function) {
        return new Lists(plus(new Op.OfLists(name, arguments) {
            @Override
            void list(List<Event> events, Cell<?> cell) {
                List<Event> made = function.of(events);
                if (!made.isEmpty()) {
                    cell.emit(List.copyOf(made));
                }
            }
        }));
    }

    /** Of each list only those; a list of which none is left is not told. */
    public Lists where(Condition condition) {
        return made("where", List.of(condition), events -> events.stream().filter(condition).toList());
    }

    /** The sum of the metrics. */
    public Events sum() {
        return folded("sum", List.of(), Folds::sum);
    }

    /** The product of the metrics. */
    public Events product() {
        return folded("product", List.of(), Folds::product);
    }

    /** The first less all others. */
    public Events difference() {
        return folded("difference", List.of(), Folds::difference);
    }

    /** The first divided by all others. */
    public Events quotient() {
        return folded("quotient", List.of(), Folds::quotient);
    }

    /** The first divided by all others; zero stays zero, whatever it is divided by. */
    public Events quotientSloppy() {
        return folded("quotientSloppy", List.of(), Folds::quotientSloppy);
    }

    /** The mean of the metrics. */
    public Events mean() {
        return folded("mean", List.of(), Folds::mean);
    }

    /** The event in the middle. */
    public Events median() {
        return folded("median", List.of(), Folds::median);
    }

    /** The event with the metric that occurs most often. */
    public Events mode() {
        return folded("mode", List.of(), Folds::mode);
    }

    /** The events with the metrics that occur most often. */
    public Lists modes() {
        return made("modes", List.of(), Folds::modes);
    }

    /** The event with the least metric. */
    public Events minimum() {
        return folded("minimum", List.of(), Folds::minimum);
    }

    /** The event with the greatest metric. */
    public Events maximum() {
        return folded("maximum", List.of(), Folds::maximum);
    }

    /** The standard deviation of the metrics. */
    public Events stdDev() {
        return folded("stdDev", List.of(), Folds::stdDev);
    }

    /** How many they are. */
    public Events count() {
        return folded("count", List.of(), Folds::count);
    }

    /** For each point from 0 (the least metric) to 1 (the greatest) the event that stands there, as service "load 0.95". */
    public Lists sortedSample(double... points) {
        List<Double> at = List.copyOf(Folds.named(points).keySet());
        List<String> ends = List.copyOf(Folds.named(points).values());
        return made("sortedSample", List.of(at, ends), events -> Folds.sample(events, at, ends));
    }
}
