package vor.server.health.handlers.path;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.reach.Finding;
import vor.server.health.reach.Reach;

/** Behind whom: the way from the device to the monitor, whether it is cut, and whether a second way is lost. */
public final class PathHandler implements Handler {
    /** Hops shown; a longer way is a mistake in the inventory more often than a network. */
    private static final int MAX_HOPS = 16;

    private final Reach reach;

    public PathHandler(Reach reach) {
        this.reach = reach;
    }

    @Override
    public String name() {
        return "path";
    }

    @Override
    public String title() {
        return "Path";
    }

    @Override
    public String legend() {
        return "Green: a way to it is open; amber: one of several ways is lost; hollow: every way passes something that is down.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        Finding finding = reach.find(device, picture, now, Optional.empty());
        return verdict(device, picture, now, finding).facts(facts(finding.hops(), picture));
    }

    private Verdict verdict(Device device, Picture picture, Instant now, Finding finding) {
        if (finding.way() == Finding.Way.BLOCKED) {
            return cut(device, picture, finding.cause().orElseThrow());
        }
        List<DeviceId> parents = picture.inventory().above(device.id());
        List<DeviceId> lost = parents.stream()
                .filter(p -> reach.findVia(p, device, picture, now).way() == Finding.Way.BLOCKED)
                .toList();
        return lost.isEmpty() ? open(finding.hops(), picture) : narrowed(parents, lost, picture);
    }

    private static Verdict cut(Device device, Picture picture, DeviceId cause) {
        if (answers(picture.pings(device.id()))) {
            return Verdict.good("answers, although " + name(picture, cause) + " above does not");
        }
        return Verdict.of(State.BEHIND, 400, "behind " + name(picture, cause)).cause(cause);
    }

    private static boolean answers(List<Ping> pings) {
        return pings.stream().anyMatch(p -> switch (p.state()) {
            case UP, RECOVERING -> true;
            case FLAPPING -> p.silentSince().isEmpty();
            case WAITING, NEVER, SUSPECT, DOWN, UNRESOLVED, UNSENDABLE -> false;
        });
    }

    private static Verdict narrowed(List<DeviceId> parents, List<DeviceId> lost, Picture picture) {
        String names = String.join(" and ", lost.stream().map(id -> name(picture, id)).toList());
        return Verdict.of(
                        State.WORN,
                        300,
                        lost.size() + " of " + parents.size() + " ways up " + (lost.size() == 1 ? "is" : "are") + " lost: by way of "
                                + names + ". If the next one goes, it goes.")
                .cause(lost.getFirst());
    }

    private static Verdict open(List<DeviceId> hops, Picture picture) {
        return Verdict.good(hops.isEmpty() ? "at the top" : "by way of " + name(picture, hops.getFirst()));
    }

    private static List<Fact> facts(List<DeviceId> hops, Picture picture) {
        List<Fact> facts = new ArrayList<>();
        for (DeviceId hop : hops.subList(0, Math.min(hops.size(), MAX_HOPS))) {
            facts.add(Fact.of(name(picture, hop), word(picture.pings(hop))));
        }
        return facts;
    }

    /** Suspicion is left out: it comes and goes at the core, and would change the facts of everything below. */
    private static String word(List<Ping> pings) {
        if (pings.stream().anyMatch(p -> p.state() == Ping.State.UP || p.state() == Ping.State.SUSPECT)) {
            return "answers";
        }
        return pings.stream()
                .map(Ping::state)
                .filter(s -> s == Ping.State.DOWN || s == Ping.State.RECOVERING || s == Ping.State.FLAPPING)
                .findFirst()
                .map(PathHandler::word)
                .orElse("never answered");
    }

    private static String word(Ping.State state) {
        return switch (state) {
            case RECOVERING -> "answers again";
            case FLAPPING -> "comes and goes";
            default -> "does not answer";
        };
    }

    private static String name(Picture picture, DeviceId id) {
        return picture.inventory().device(id).map(Device::name).orElse(id.toString());
    }
}
