package vor.wire.graphite;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Takes one pickle of protocol 0 to 5 apart that holds a list or tuple of {@code (path, (time, value))}, as carbon does; paths are text or bytes, numbers may be texts.
 * Never throws, never runs what a pickle asks to run; what it makes is bounded by the bytes it is given and by the limits. Stateless, for any thread.
 *
 * <p>Python 3 writes bytes in protocols 0 to 2 by a call of {@code _codecs.encode}: that is refused, as in carbon.
 */
public final class PickleReader {
    private final int mostItems;
    private final int longestPath;

    /**
     * @param mostItems of one pickle; one with more is damage. What it may hold besides while it is read grows with this.
     * @param longestPath in characters, tags included; an item with a longer one is bad
     */
    public PickleReader(int mostItems, int longestPath) {
        this.mostItems = mostItems;
        this.longestPath = longestPath;
    }

    /**
     * @param from behind the length that goes before a pickle over TCP
     * @param now the time of points that ask for it
     */
    public Pickled read(byte[] bytes, int from, int length, Instant now) {
        PickleInput in = new PickleInput(bytes, from, from + length);
        PickleMachine machine = new PickleMachine(in, mostItems);
        Optional<Value> held = machine.run();
        if (held.isEmpty()) {
            return new Damage(in.trouble(), machine.codeAt());
        }
        if (!(held.get() instanceof Value.Sequence list)) {
            return new Damage("it holds no list of points", machine.codeAt());
        }
        if (list.items().size() > mostItems) {
            return new Damage("more than " + mostItems + " items in a list", machine.codeAt());
        }
        return points(list.items(), now);
    }

    private Pickled points(List<Value> items, Instant now) {
        List<Point> points = new ArrayList<>(items.size());
        List<Pickled.Bad> bad = new ArrayList<>(0);
        for (int i = 0; i < items.size(); i++) {
            switch (point(items.get(i), now)) {
                case Point point -> points.add(point);
                case Damage(String why, int at) -> bad.add(new Pickled.Bad(i, why));
            }
        }
        return new Pickled.Points(points, bad);
    }

    private Told point(Value item, Instant now) {
        if (!(item instanceof Value.Sequence pair) || pair.items().size() != 2
                || !(pair.items().get(1) instanceof Value.Sequence told) || told.items().size() != 2) {
            return bad("it is no (path, (time, value))");
        }
        if (!(pair.items().getFirst() instanceof Value.Text path)) {
            return bad("the path is no text");
        }
        if (path.length() > longestPath) {
            return bad("a path of " + path.length() + " characters where " + longestPath + " are taken");
        }
        Series series = path.series();
        return series.trouble().isEmpty() ? point(series, told.items().getFirst(), told.items().getLast(), now) : bad(series.trouble());
    }

    private static Told point(Series series, Value time, Value value, Instant now) {
        OptionalDouble number = number(value);
        if (number.isEmpty() || Double.isNaN(number.getAsDouble())) {
            return bad("the value " + shown(value) + " is no number");
        }
        OptionalDouble seconds = number(time);
        Optional<Instant> when = seconds.isPresent() ? Numbers.time(seconds.getAsDouble(), now) : Optional.empty();
        return when.isPresent()
                ? new Point(series.name(), series.tags(), number.getAsDouble(), when.get())
                : bad(shown(time) + " is no time in seconds since 1970");
    }

    private static Told bad(String why) {
        return new Damage(why, 0);
    }

    private static OptionalDouble number(Value value) {
        return switch (value) {
            case Value.Amount(double number) -> OptionalDouble.of(number);
            case Value.Text text -> text.number();
            case Value.Other other -> OptionalDouble.empty();
            case Value.Sequence sequence -> OptionalDouble.empty();
        };
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Amount(double number) -> GraphiteWriter.number(number);
            case Value.Text text -> text.quoted();
            case Value.Other(String what) -> what;
            case Value.Sequence sequence -> "of a list";
        };
    }
}
