package vor.server.health.handlers.remove;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.model.Agent;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Ports;
import vor.model.Verdict;
import vor.server.health.told.Roles;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** Whether the device may be taken down: nothing hangs below it, and no port for clients was live for a while: half an hour, or
 * what a tag such as {@code quiet:5m} says. What cannot be known is never called safe. */
public final class RemoveHandler implements Handler {
    /** Ports that were seen longer ago than this say nothing about now. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final Duration QUIET = Duration.ofMinutes(30);
    private static final Pattern TAG = Pattern.compile("quiet:([1-9][0-9]{0,3})([smh])");

    /** For how long no client may have been there. */
    private static Duration quiet(Set<String> tags) {
        return tags.stream().map(TAG::matcher).filter(Matcher::matches).map(RemoveHandler::span).findFirst().orElse(QUIET);
    }

    private static Duration span(Matcher tag) {
        long number = Long.parseLong(tag.group(1));
        return switch (tag.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    @Override
    public String name() {
        return "remove";
    }

    @Override
    public String title() {
        return "Safe to remove";
    }

    @Override
    public String legend() {
        return "No colour: the label says \"safe\" where no port for clients was live for half an hour, and nothing hangs below.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        List<String> below = picture.inventory().below(device.id()).stream()
                .filter(id -> !id.equals(device.id()))
                .map(id -> Roles.name(picture, id))
                .toList();
        if (!below.isEmpty()) {
            return Verdict.good("in use: " + Say.names(below) + (below.size() == 1 ? " hangs" : " hang") + " below it");
        }
        if (Roles.uplinks(device, picture).isEmpty()) {
            return Told.judge(device, picture, Ports.class, ports -> Verdict.untold(
                    "cannot be known: nobody says which of its ports is the uplink"));
        }
        return Told.judge(device, picture, Ports.class, ports ->
                judge(Roles.clients(device, picture, ports), picture.agent(device.id()), quiet(device.tags()), now));
    }

    private static Verdict judge(List<Port> ports, Optional<Agent> agent, Duration quiet, Instant now) {
        if (ports.isEmpty()) {
            return Verdict.untold("cannot be known: it has no ports for clients");
        }
        List<Port> live = ports.stream().filter(Port::up).toList();
        Instant seen = ports.stream().map(Port::at).min(Instant::compareTo).orElseThrow();
        if (!live.isEmpty()) {
            List<String> names = live.stream().map(Port::name).toList();
            return Verdict.good("in use: " + Say.count(live.size(), "client port") + " live, " + Say.names(names));
        } else if (seen.isBefore(now.minus(FRESH))) {
            return Verdict.untold("cannot be known: its ports were last seen too long ago");
        }
        return idle(ports, agent, quiet, now, seen.plus(FRESH).plusMillis(1));
    }

    /** @param stale when what was seen becomes too old to call it safe */
    private static Verdict idle(List<Port> ports, Optional<Agent> agent, Duration quiet, Instant now, Instant stale) {
        Optional<Instant> watched = agent.filter(a -> a.state() == Agent.State.ANSWERING).map(Agent::since);
        Optional<Instant> last = Optional.empty();
        for (Port port : ports) {
            Optional<Instant> end = port.downAt().or(port::changedAt).or(() -> watched);
            if (end.isEmpty()) {
                return Verdict.untold("cannot be known: nobody saw " + Say.word(port.name()) + " go down").reconsider(stale);
            }
            last = last.filter(l -> !l.isBefore(end.get())).or(() -> end);
        }
        Instant since = last.orElseThrow();
        Instant flips = since.plus(quiet);
        List<Fact> facts = List.of(Fact.seen("no client since", "", "", since));
        return now.isBefore(flips)
                ? Verdict.good("not yet: a client port was live less than " + Say.span(quiet) + " ago")
                        .facts(facts)
                        .reconsider(flips)
                : Verdict.good("safe to remove: no client port live for " + Say.span(quiet))
                        .label("safe")
                        .facts(facts)
                        .reconsider(stale);
    }
}
