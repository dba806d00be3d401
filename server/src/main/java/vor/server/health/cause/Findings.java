package vor.server.health.cause;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vor.model.Device;
import vor.model.Fact;
import vor.server.health.cause.Sighting.Reading;
import vor.server.health.told.Say;

/**
 * The words for what was found above a silent device.
 *
 * @param weighed the ports that count
 * @param whole whether something is known of every way up since the silence began
 */
record Findings(Device device, Above above, List<Sighting> weighed, boolean whole, Instant now) {
    /** A span that would be told as nothing. */
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    Cause fell() {
        boolean certain = whole && settled();
        String what = ports(Reading.FELL) + (relation().isEmpty() ? " was down before already" : " went down, " + relation());
        return cause(
                Cause.Kind.POWER_OR_CABLE,
                certain,
                "power or cable: " + what + lost() + rest() + ". Try: power of " + device.name() + ", then the cable.");
    }

    Cause memberLost() {
        return cause(
                Cause.Kind.POWER_OR_CABLE,
                false,
                "power or cable above: " + above.lost().getFirst().name() + " is lost. Try: look at that first.");
    }

    Cause off() {
        return cause(
                Cause.Kind.SWITCHED_OFF,
                whole && settled(),
                "switched off by configuration: " + names() + (weighed.size() == 1 ? " is" : " are")
                        + " administratively down" + rest() + ". Try: who did that, and why?");
    }

    Cause hangs() {
        List<Sighting> up = of(Reading.UP);
        boolean some = up.size() < weighed.size();
        String how = some
                ? up.size() + " of " + weighed.size() + " ports above are up, " + Say.names(places(up))
                : ports(up, "is", "are") + " up";
        return cause(
                Cause.Kind.HANGS,
                whole && above.dead().isEmpty() && !some && settled(),
                "hangs or misconfigured: " + how + (young(up) ? " so far" : "") + rest()
                        + ". Try: roll back, then power-cycle " + device.name() + ".");
    }

    private boolean young(List<Sighting> up) {
        return up.stream().noneMatch(s -> s.quiet().after(s.port().at()).compareTo(Duration.ofSeconds(5)) >= 0);
    }

    Cause back() {
        List<Sighting> back = of(Reading.BACK);
        Instant since = back.stream().map(Sighting::when).min(Instant::compareTo).orElse(now);
        Instant limit = since.plus(Causes.boot(device.tags()));
        if (!now.isBefore(limit)) {
            return cause(
                    Cause.Kind.UNCONFIGURED,
                    false,
                    "came back without its configuration: " + ports(back, "is", "are") + " up again for longer than "
                            + Say.span(Causes.boot(device.tags())) + " and it does not answer. Try: provision it again.");
        }
        Cause booting = cause(
                Cause.Kind.BOOTING,
                false,
                "booting: " + ports(back, "fell and is", "fell and are") + " back. Give it "
                        + Say.span(Causes.boot(device.tags())) + ".");
        return booting.until(limit);
    }

    Cause agentSilent() {
        Fact first = above.mute().getFirst();
        return Cause.of(
                Cause.Kind.AGENT_SILENT,
                false,
                "Ports above unknown: " + first.name() + " is " + first.value() + ". Try: power, cable, then configuration of "
                        + device.name() + ".",
                evidence());
    }

    Cause unknown() {
        return Cause.of(Cause.Kind.UNKNOWN, false, "The ports above are being asked.", evidence());
    }

    private Cause cause(Cause.Kind kind, boolean certain, String why) {
        String sentence = certain ? Character.toUpperCase(why.charAt(0)) + why.substring(1) : "Probably " + why;
        return Cause.of(kind, certain, sentence, evidence()).gone(gone());
    }

    private boolean gone() {
        return whole && !weighed.isEmpty() && weighed.stream().allMatch(Sighting::gone);
    }

    private boolean settled() {
        return weighed.stream().allMatch(Sighting::settled);
    }

    private List<Sighting> of(Reading reading) {
        return weighed.stream().filter(s -> s.reading() == reading).toList();
    }

    private String ports(Reading reading) {
        List<Sighting> those = of(reading);
        return ports(those.isEmpty() ? weighed : those, "", "").stripTrailing();
    }

    private static String ports(List<Sighting> those, String one, String many) {
        return those.size() == 1
                ? "port " + those.getFirst().place() + " " + one
                : (those.size() == 2 ? "both" : "all " + those.size()) + " ports above ("
                        + Say.names(places(those)) + ") " + many;
    }

    private String names() {
        return (weighed.size() == 1 ? "port " : "ports ") + Say.names(places(weighed));
    }

    private static List<String> places(List<Sighting> sightings) {
        return sightings.stream().map(Sighting::place).toList();
    }

    /** When the first of them fell, beside the beginning of the silence; empty when that is not known. */
    private String relation() {
        return of(Reading.FELL).stream().map(Sighting::when).min(Instant::compareTo).map(this::relation).orElse("");
    }

    private String relation(Instant fell) {
        Duration after = weighed.getFirst().quiet().after(fell);
        if (after.abs().compareTo(AT_ONCE) < 0) {
            return "seen as it fell silent";
        }
        return "seen " + Say.span(after) + (after.isNegative() ? " before" : " after") + " it fell silent";
    }

    private String lost() {
        return above.lost().isEmpty() ? "" : " (" + above.lost().getFirst().name() + " is lost)";
    }

    /** What keeps it from being the whole story. */
    private String rest() {
        if (!above.mute().isEmpty()) {
            return "; " + above.mute().getFirst().name() + " is " + above.mute().getFirst().value();
        }
        if (!above.dead().isEmpty()) {
            return "; the way by " + Say.names(List.copyOf(above.dead())) + " is down";
        }
        return above.blind() > 0 ? "; other ways up are not asked by SNMP" : "";
    }

    private List<Fact> evidence() {
        List<Fact> facts = new ArrayList<>();
        above.sightings().stream().limit(16).map(Sighting::fact).forEach(facts::add);
        facts.addAll(above.lost().stream().distinct().toList());
        facts.addAll(above.mute());
        return facts;
    }
}
