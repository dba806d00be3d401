package vor.server.health.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Picture;
import vor.model.Ping;
import vor.server.health.cause.Sighting.Reading;
import vor.server.health.told.Roles;

/**
 * Finds out why a device is silent although the way to it is open, from the ports above it.
 *
 * <p>A way through a device that is down counts for nothing. Ports that were down before the silence count for nothing,
 * unless there are no others. Of the rest one that stays up outweighs all that fell.
 */
public final class Causes {
    /**
     * How long a device may take to start. Access switches of the kinds that events rent take two to four minutes until
     * they answer; the tag {@code boot:8m} says otherwise for one device.
     */
    public static final Duration BOOT = Duration.ofMinutes(4);

    private Causes() {}

    /** Empty where nothing above is asked by SNMP, so that there is nothing to say. */
    public static Optional<Cause> find(Device device, Picture picture, Instant now, Quiet quiet) {
        return seen(device, picture, now, quiet).map(c -> Said.with(c, device, picture, quiet));
    }

    private static Optional<Cause> seen(Device device, Picture picture, Instant now, Quiet quiet) {
        Above above = Above.of(device, picture, quiet);
        if (above.sightings().isEmpty() && above.mute().isEmpty() && above.lost().isEmpty()) {
            return Hosts.bound(device, picture, quiet).map(f -> bound(device, List.of(f)));
        }
        Cause cause = ports(device, above, now);
        return Optional.of(
                cause.kind() == Cause.Kind.POWER_OR_CABLE ? Patterns.named(cause, device, picture, quiet, now) : cause);
    }

    private static Cause ports(Device device, Above above, Instant now) {
        List<Sighting> told = above.sightings().stream().filter(s -> s.reading() != Reading.STALE).toList();
        List<Sighting> moved = told.stream().filter(s -> s.reading() != Reading.IDLE).toList();
        List<Sighting> weighed = moved.isEmpty() ? told : moved;
        boolean whole = above.whole() && told.size() == above.sightings().size();
        Findings findings = new Findings(device, above, weighed, whole, now);
        if (any(weighed, Reading.UP)) {
            return findings.hangs();
        } else if (any(weighed, Reading.BACK)) {
            return findings.back();
        } else if (!weighed.isEmpty()) {
            return weighed.stream().noneMatch(s -> s.port().enabled()) ? findings.off() : findings.fell();
        } else if (!above.lost().isEmpty()) {
            return findings.memberLost();
        }
        return above.mute().isEmpty() ? findings.unknown() : findings.agentSilent();
    }

    /** The cause of a device behind one that is silent: certain while that one is down, and fell silent no later. */
    public static Cause behind(DeviceId silent, Picture picture, Quiet quiet) {
        Optional<Instant> since = Quiet.since(picture.pings(silent));
        boolean down = picture.pings(silent).stream().anyMatch(p -> p.state() == Ping.State.DOWN);
        boolean earlier = since.filter(t -> !t.isAfter(quiet.since().plusSeconds(1))).isPresent();
        String name = Roles.name(picture, silent);
        return Cause.of(
                Cause.Kind.PARENT_SILENT,
                down && earlier,
                "behind " + name,
                since.map(t -> Fact.seen(name, "does not answer", "", t)).stream().toList());
    }

    private static boolean any(List<Sighting> sightings, Reading reading) {
        return sightings.stream().anyMatch(s -> s.reading() == reading);
    }

    private static Cause bound(Device device, List<Fact> evidence) {
        return Cause.of(
                Cause.Kind.HANGS,
                false,
                "Probably hangs: a router still knows its address. Try: restart " + device.name() + ".",
                evidence);
    }

    /** The span within which the device should have started. */
    static Duration boot(Set<String> tags) {
        return tags.stream()
                .filter(t -> t.matches("boot:[1-9][0-9]{0,2}m"))
                .findFirst()
                .map(t -> Duration.ofMinutes(Integer.parseInt(t.substring(5, t.length() - 1))))
                .orElse(BOOT);
    }
}
