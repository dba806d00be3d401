package vor.server.health.handlers.tired;

import java.time.Instant;
import java.util.Map;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.State;
import vor.model.Verdict;

/** Answers, but slower than its profile allows. */
public final class TiredHandler implements Handler {
    private static final Map<String, Integer> MILLIS = Map.of("wired", 10, "mesh", 300);

    @Override
    public String name() {
        return "tired";
    }

    @Override
    public String title() {
        return "Tired";
    }

    @Override
    public String legend() {
        return "Green: as quick as its kind should be; amber: slower.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        int limit = MILLIS.getOrDefault(device.profile(), 1000);
        boolean slow = picture.pings(device.id()).stream()
                .anyMatch(p -> p.rtt().isPresent() && p.rtt().get().smoothed() > limit);
        return slow
                ? Verdict.of(State.WORN, 200, "Takes more than " + limit + " ms. Try: look at its load.").label("slow")
                : Verdict.good("quick enough");
    }
}
