package vor.lab.box;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Spreads what visitors send and get over the cables upwards: each cable carries its share of all that is below it. */
final class Load {
    private static final Comparator<Box> FROM_BELOW = Comparator.comparingInt(Box::number).reversed();

    private final Map<Box, Flow> seats = new HashMap<>();
    private final Map<Box, Box.Inside> seatsOf = new HashMap<>();

    /** Octets a second towards the core and away from it. */
    record Flow(Wave up, Wave down) {
        static final Flow NONE = new Flow(Wave.NONE, Wave.NONE);

        Flow plus(Flow other) {
            return new Flow(up.plus(other.up), down.plus(other.down));
        }

        Flow times(double factor) {
            return new Flow(up.times(factor), down.times(factor));
        }
    }

    /**
     * From now on every cable carries what is below it.
     *
     * @param around boxes whose seats or cables have changed
     * @param now in seconds of the practice network
     */
    void spread(Collection<Box> around, ToDoubleFunction<Box> now) {
        TreeSet<Box> open = new TreeSet<>(FROM_BELOW);
        open.addAll(around);
        for (Box box = open.pollFirst(); box != null; box = open.pollFirst()) {
            List<Jack> cables = box.jacks().values().stream().filter(Jack::upwards).toList();
            long live = cables.stream().filter(c -> c.up).count();
            Flow share = live == 0 ? Flow.NONE : below(box).plus(seats(box)).times(1.0 / live);
            for (Jack lower : cables) {
                if (carry(lower, lower.up ? share : Flow.NONE, now)) {
                    open.add(Known.peer(lower).box);
                }
            }
        }
    }

    private static Flow below(Box box) {
        Flow sum = Flow.NONE;
        for (Jack jack : box.jacks().values()) {
            if (jack.up && !jack.upwards()) {
                sum = sum.plus(Known.peer(jack).carried);
            }
        }
        return sum;
    }

    /** @return whether that is something else than before */
    private static boolean carry(Jack lower, Flow flow, ToDoubleFunction<Box> now) {
        Jack upper = Known.peer(lower);
        lower.meter.change(now.applyAsDouble(lower.box), lower.up, flow.down, flow.up);
        upper.meter.change(now.applyAsDouble(upper.box), upper.up, flow.up, flow.down);
        boolean other = !flow.equals(lower.carried);
        lower.carried = flow;
        return other;
    }

    private Flow seats(Box box) {
        if (box.layout().seats() == 0) {
            return Flow.NONE;
        }
        if (!box.inside().equals(seatsOf.get(box))) {
            seatsOf.put(box, box.inside());
            seats.put(box, sum(box));
        }
        return seats.getOrDefault(box, Flow.NONE);
    }

    private static Flow sum(Box box) {
        Flow sum = Flow.NONE;
        for (int seat = 0; seat < box.layout().seats(); seat++) {
            if (box.live(seat)) {
                sum = sum.plus(new Flow(box.fromSeat(seat), box.toSeat(seat)));
            }
        }
        return sum;
    }
}
