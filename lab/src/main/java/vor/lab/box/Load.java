package vor.lab.box;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Spreads what visitors send and get over the cables upwards: each cable carries its share of all that is below it. */
final class Load {
    private final List<Box> upFromBelow;
    private final Map<Box, List<World.Cable>> upwards;
    private final Map<Box, Flow> seats = new HashMap<>();
    private final Map<Box, Box.Inside> seatsOf = new HashMap<>();

    /** @param order what is above comes before what is below */
    Load(List<Box> order, Map<Box, List<World.Cable>> upwards) {
        upFromBelow = new ArrayList<>(order).reversed();
        this.upwards = upwards;
    }

    /** Octets a second towards the core and away from it. */
    private record Flow(Wave up, Wave down) {
        static final Flow NONE = new Flow(Wave.NONE, Wave.NONE);

        Flow plus(Flow other) {
            return new Flow(up.plus(other.up), down.plus(other.down));
        }
    }

    /**
     * From now on every cable carries what is below it.
     *
     * @param now in seconds of the practice network
     */
    void spread(ToDoubleFunction<Box> now) {
        Map<Box, Flow> below = new HashMap<>(upFromBelow.size() * 2);
        for (Box box : upFromBelow) {
            List<World.Cable> cables = upwards.getOrDefault(box, List.of());
            long live = cables.stream().filter(c -> c.lower().up).count();
            Flow all = below.getOrDefault(box, Flow.NONE).plus(seats(box));
            Flow share = live == 0 ? Flow.NONE : new Flow(all.up.times(1.0 / live), all.down.times(1.0 / live));
            for (World.Cable cable : cables) {
                Jack lower = cable.lower();
                Jack upper = Known.peer(lower);
                lower.meter.change(now.applyAsDouble(lower.box), lower.up, share.down, share.up);
                upper.meter.change(now.applyAsDouble(upper.box), upper.up, share.up, share.down);
                if (lower.up) {
                    below.merge(upper.box, share, Flow::plus);
                }
            }
        }
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
