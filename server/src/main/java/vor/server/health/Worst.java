package vor.server.health;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vor.model.DeviceId;
import vor.model.Health;
import vor.model.Verdict;

/** Makes one device's health of its handlers' verdicts. */
final class Worst {
    private Worst() {}

    /** Of those that weigh, the worst state decides, then the higher score, then the earlier place in the list. */
    static Health of(DeviceId device, List<Seat> seats, Optional<Health> before, Instant now) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        Seat worst = seats.getFirst();
        for (Seat seat : seats) {
            verdicts.put(seat.handler.name(), seat.verdict());
            if (outranks(seat.verdict(), worst.verdict())) {
                worst = seat;
            }
        }
        Verdict decides = worst.verdict();
        Instant since = before.filter(h -> h.state() == decides.state())
                .map(Health::since)
                .orElse(decides.since().orElse(now));
        return new Health(device, worst.handler.name(), decides, since, verdicts);
    }

    private static boolean outranks(Verdict a, Verdict b) {
        if (a.weighs() != b.weighs()) {
            return a.weighs();
        }
        int byState = a.state().compareTo(b.state());
        return byState > 0 || (byState == 0 && a.score() > b.score());
    }
}
