package vor.server.health.handlers.ping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.State;
import vor.model.Uplink;
import vor.model.Verdict;
import vor.server.health.reach.Finding;
import vor.server.health.reach.Reach;
import vor.server.health.reach.Silence;

/** The verdict on a device of which every address that ever answered is silent. */
final class Silent {
    private final Reach reach;

    Silent(Reach reach) {
        this.reach = reach;
    }

    Verdict judge(Device device, Targets targets, Picture picture, Instant now) {
        boolean sure = targets.silent().stream().noneMatch(p -> p.state() == Ping.State.SUSPECT);
        Silence silence = new Silence(fellSilent(targets), sure ? turnedDown(targets) : now);
        Finding finding = reach.find(device, picture, now, Optional.of(silence));
        return verdict(device, targets, picture, finding, sure).since(silence.since());
    }

    private static Verdict verdict(Device device, Targets targets, Picture picture, Finding finding, boolean sure) {
        return switch (finding.way()) {
            case BLOCKED -> behind(picture, finding);
            case UNDECIDED -> sure ? asking(targets, finding) : suspect(targets);
            case OPEN -> sure ? decided(device, targets, picture) : suspect(targets);
        };
    }

    /** The device answered until its last address fell silent. */
    private static Instant fellSilent(Targets targets) {
        return targets.silent().stream()
                .map(p -> p.silentSince().orElse(p.since()))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static Instant turnedDown(Targets targets) {
        return targets.silent().stream().map(Ping::since).max(Instant::compareTo).orElseThrow();
    }

    private static Verdict suspect(Targets targets) {
        return Verdict.of(
                State.SUSPECT,
                300,
                "no reply on " + PingHandler.families(targets.silent()) + " at this moment: it is being asked again");
    }

    private static Verdict asking(Targets targets, Finding finding) {
        Verdict waiting = Verdict.of(
                State.SUSPECT,
                500,
                "no reply on " + PingHandler.families(targets.silent()) + ": what is above it is being asked");
        return finding.until().map(waiting::reconsider).orElse(waiting);
    }

    private static Verdict behind(Picture picture, Finding finding) {
        DeviceId cause = finding.cause().orElseThrow();
        return Verdict.of(State.BEHIND, 500, "behind " + name(picture, cause) + ", " + trouble(picture, cause))
                .cause(cause);
    }

    private static String trouble(Picture picture, DeviceId device) {
        List<Ping> pings = picture.pings(device);
        if (pings.stream().anyMatch(p -> p.state() == Ping.State.FLAPPING)) {
            return "which comes and goes";
        }
        return pings.stream().anyMatch(p -> p.state() == Ping.State.RECOVERING)
                ? "which has only just come back"
                : "which does not answer";
    }

    private static Verdict decided(Device device, Targets targets, Picture picture) {
        if (targets.silent().stream().anyMatch(p -> p.state() == Ping.State.FLAPPING)) {
            return Answering.flapping();
        }
        String why = "No reply on " + PingHandler.families(targets.silent()) + ". " + above(device, picture);
        return Verdict.of(State.DOWN, 1000, why);
    }

    private static String above(Device device, Picture picture) {
        List<String> answering = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (DeviceId parent : picture.inventory().above(device.id())) {
            if (picture.pings(parent).stream().anyMatch(p -> p.state() == Ping.State.UP)) {
                answering.add(name(picture, parent));
                ports.addAll(portsTo(device, parent, name(picture, parent)));
            }
        }
        return answering.isEmpty()
                ? "Try: power, cable, then configuration of " + device.name() + "."
                : String.join(" and ", answering) + (answering.size() == 1 ? " above answers" : " above answer")
                        + ": power, cable" + (ports.isEmpty() ? "" : " (" + String.join(", ", ports) + ")")
                        + " or configuration of " + device.name() + ".";
    }

    private static List<String> portsTo(Device device, DeviceId parent, String name) {
        return device.uplinks().stream()
                .filter(u -> u.above().equals(parent) && !u.abovePort().isBlank())
                .map(Uplink::abovePort)
                .distinct()
                .map(port -> name + " " + port)
                .toList();
    }

    private static String name(Picture picture, DeviceId id) {
        return picture.inventory().device(id).map(Device::name).orElse(id.toString());
    }
}
