package vor.server.health.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Facts;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Uplink;
import vor.server.health.told.Roles;
import vor.server.health.told.Say;

/**
 * What the devices above said unasked of the ports that lead to a silent one, about when the silence began. It may be
 * forged: quoted beside the evidence, and it changes neither kind nor certainty.
 */
final class Said {
    /** The source of the facts that are hints; their value begins with the port's name. */
    private static final String SOURCE = "hints";

    private static final Duration AROUND = Duration.ofSeconds(5);
    private static final int MOST = 4;

    private Said() {}

    static Cause with(Cause cause, Device device, Picture picture, Quiet quiet) {
        List<Fact> said = said(device, picture, quiet);
        if (said.isEmpty()) {
            return cause;
        }
        List<Fact> evidence = new ArrayList<>(cause.evidence());
        evidence.addAll(said);
        return cause.why(cause.why(), evidence);
    }

    private static List<Fact> said(Device device, Picture picture, Quiet quiet) {
        return device.uplinks().stream()
                .flatMap(u -> picture.facts(u.above(), SOURCE).stream()
                        .flatMap(f -> said(f, ports(device, u, picture), Roles.name(picture, u.above()), quiet).stream()))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static List<Fact> said(Facts hints, Set<String> ports, String above, Quiet quiet) {
        return hints.facts().stream()
                .filter(f -> ports.contains(port(f.value())) && f.at().filter(t -> near(t, quiet)).isPresent())
                .map(f -> Fact.seen(f.name() + " of " + above, Say.word(f.value()), "", f.at().orElseThrow()))
                .toList();
    }

    private static String port(String value) {
        int end = value.indexOf(" (");
        return end < 0 ? value : value.substring(0, end);
    }

    private static boolean near(Instant at, Quiet quiet) {
        return at.isAfter(quiet.alive().minus(AROUND)) && at.isBefore(quiet.since().plus(AROUND));
    }

    private static Set<String> ports(Device device, Uplink uplink, Picture picture) {
        Set<String> names = new LinkedHashSet<>(Roles.portsAbove(device, uplink, picture));
        picture.ports(uplink.above()).ifPresent(p -> List.copyOf(names).stream()
                .flatMap(n -> Roles.cables(p, n).stream())
                .map(Port::name)
                .forEach(names::add));
        return names;
    }
}
