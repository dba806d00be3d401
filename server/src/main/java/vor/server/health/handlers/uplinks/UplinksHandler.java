package vor.server.health.handlers.uplinks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Ports;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Roles;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** Live uplinks of those expected: the ports that the inventory (else LLDP) names, with the members of their bundles, but for
 * those that are administratively down, which means unused. The tags {@code 1up} to {@code 9up} say how many there should be. */
public final class UplinksHandler implements Handler {
    @Override
    public String name() {
        return "uplinks";
    }

    @Override
    public String title() {
        return "Uplinks";
    }

    @Override
    public String legend() {
        return "Green: every uplink is live; amber: fewer than expected; orange: none. The label: live of expected.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Ports.class, ports -> judge(device, Roles.uplinks(device, picture), ports));
    }

    private static Verdict judge(Device device, Set<String> names, Ports ports) {
        List<Port> used = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            List<Port> cables = Roles.cables(ports, name);
            cables.stream().filter(p -> p.enabled() && !used.contains(p)).forEach(used::add);
            if (cables.isEmpty()) {
                missing.add(name);
            }
        }
        if (names.isEmpty()) {
            return Verdict.untold("its own uplink ports are not known");
        } else if (missing.size() == names.size()) {
            return Verdict.of(
                    State.WORN, 100, "Its agent knows no port " + Say.names(missing) + ". Try: correct its uplinks in the inventory.");
        }
        return count(device, used, missing).facts(used.stream().map(UplinksHandler::fact).toList());
    }

    private static Verdict count(Device device, List<Port> used, List<String> missing) {
        int live = (int) used.stream().filter(Port::up).count();
        int expected = tagged(device).orElse(used.size() + missing.size());
        List<String> lost = new ArrayList<>(used.stream().filter(p -> !p.up()).map(Port::name).toList());
        lost.addAll(missing);
        return verdict(live, expected, lost).label(live + "/" + expected);
    }

    private static Verdict verdict(int live, int expected, List<String> lost) {
        if (live == expected) {
            return Verdict.good(live == 0 ? "every uplink is administratively down" : "all " + Say.count(live, "uplink") + " live");
        } else if (live > expected) {
            return Verdict.of(
                    State.WORN, 350, live + " uplinks are live, " + expected + " expected. Try: correct the tag " + expected + "up.");
        }
        String why = live + " of " + Say.count(expected, "uplink") + " live" + (lost.isEmpty() ? "" : "; lost: " + Say.names(lost));
        if (live == 0) {
            return Verdict.of(State.BAD, 900, why + ". Try: cables and optics, here and above.");
        }
        return Verdict.of(
                State.WORN,
                live == 1 ? 800 : 450,
                why + (live == 1 ? ". If the last one goes, it goes." : ". Try: cable, optics, then its configuration."));
    }

    private static OptionalInt tagged(Device device) {
        return device.tags().stream().filter(t -> t.matches("[1-9]up")).mapToInt(t -> t.charAt(0) - '0').findFirst();
    }

    /** With the time of its last change, where that was seen: the time of the poll would change with each. */
    private static Fact fact(Port port) {
        return new Fact(port.name(), port.up() ? "up" : "down", "", port.up() ? port.upAt() : port.downAt());
    }
}
