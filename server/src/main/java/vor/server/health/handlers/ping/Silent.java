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
import vor.server.health.cause.Cause;
import vor.server.health.cause.Causes;
import vor.server.health.cause.Quiet;
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
        Quiet quiet = Quiet.of(targets.silent());
        Silence silence = new Silence(quiet.since(), sure ? turnedDown(targets) : now);
        Finding finding = reach.find(device, picture, now, Optional.of(silence));
        Verdict verdict = switch (finding.way()) {
            case BLOCKED -> behind(picture, finding, quiet);
            case UNDECIDED -> sure ? asking(targets, finding) : suspect(targets);
            case OPEN -> explained(device, targets, picture, Causes.find(device, picture, now, quiet), sure);
        };
        return verdict.since(silence.since());
    }

    private static Verdict explained(
            Device device, Targets targets, Picture picture, Optional<Cause> cause, boolean sure) {
        boolean gone = cause.filter(Cause::gone).isPresent();
        Verdict verdict = sure || gone ? decided(device, targets, picture, cause) : suspect(targets);
        Verdict shown = cause.map(c -> verdict.facts(c.facts())).orElse(verdict);
        return cause.flatMap(Cause::until).map(shown::reconsider).orElse(shown);
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

    private static Verdict behind(Picture picture, Finding finding, Quiet quiet) {
        DeviceId cause = finding.cause().orElseThrow();
        return Verdict.of(State.BEHIND, 500, "behind " + name(picture, cause) + ", " + trouble(picture, cause))
                .cause(cause)
                .facts(Causes.behind(cause, picture, quiet).facts());
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

    private static Verdict decided(Device device, Targets targets, Picture picture, Optional<Cause> cause) {
        if (targets.silent().stream().anyMatch(p -> p.state() == Ping.State.FLAPPING)) {
            return Answering.flapping();
        }
        boolean known = cause.filter(c -> c.kind() != Cause.Kind.UNKNOWN).isPresent();
        String why = known
                ? cause.orElseThrow().why()
                : "No reply on " + PingHandler.families(targets.silent()) + ". " + above(device, picture);
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
