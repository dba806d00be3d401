package vor.server.health.handlers.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vor.model.Device;
import vor.model.Fact;
import vor.model.Handler;
import vor.model.Picture;
import vor.model.Port;
import vor.model.Ports;
import vor.model.State;
import vor.model.Verdict;
import vor.server.health.told.Say;
import vor.server.health.told.Told;

/** Bundles that have lost members. One that is down altogether is not judged here: towards the core it is the business of
 * {@code uplinks}, and below it is the silent device's own. Members that are administratively down are not expected. */
public final class BundleHandler implements Handler {
    private static final int SHOWN = 12;
    private static final Comparator<Verdict> WORSE =
            Comparator.comparing(Verdict::state).thenComparingInt(Verdict::score);

    @Override
    public String name() {
        return "bundle";
    }

    @Override
    public String title() {
        return "Bundles";
    }

    @Override
    public String legend() {
        return "Green: every bundle carries with all its members; amber: with fewer, or slower than their sum."
                + " The label: active of expected.";
    }

    @Override
    public Verdict judge(Device device, Picture picture, Instant now) {
        return Told.judge(device, picture, Ports.class, BundleHandler::judge);
    }

    private static Verdict judge(Ports ports) {
        List<Fact> facts = new ArrayList<>();
        List<Verdict> found = new ArrayList<>();
        for (Ports.Bundle bundle : ports.bundles()) {
            if (bundle.active() > 0) {
                found.add(judge(bundle, ports));
                facts.add(new Fact(
                        bundle.name(), bundle.active() + " of " + expected(bundle, ports), "members", changed(bundle, ports)));
            }
        }
        return found.stream()
                .max(WORSE)
                .orElseGet(() -> Verdict.good("no bundle carries anything"))
                .facts(facts.stream().limit(SHOWN).toList());
    }

    private static Verdict judge(Ports.Bundle bundle, Ports ports) {
        long active = bundle.active();
        long expected = expected(bundle, ports);
        String name = "Bundle " + Say.word(bundle.name());
        if (active < expected) {
            List<String> lost = lost(bundle, ports);
            return Verdict.of(
                            State.WORN,
                            active == 1 ? 700 : 450,
                            name + " carries with " + active + " of " + Say.count(expected, "member")
                                    + (lost.isEmpty() ? "" : "; lost: " + Say.names(lost))
                                    + ". Try: cable and optics, then LACP at both ends.")
                    .label(label(active + "/" + expected));
        }
        return slow(bundle, ports)
                .map(words -> Verdict.of(State.WORN, 400, name + words + ". Try: LACP at both ends."))
                .orElseGet(() -> Verdict.good("every bundle carries with all its members"));
    }

    private static String label(String text) {
        return text.length() > 8 ? "" : text;
    }

    private static long expected(Ports.Bundle bundle, Ports ports) {
        long off = bundle.members().stream()
                .filter(m -> !m.active() && ports.port(m.port()).filter(p -> !p.enabled()).isPresent())
                .count();
        return Math.min(bundle.expected(), Math.max(bundle.expected(), bundle.members().size()) - off);
    }

    private static List<String> lost(Ports.Bundle bundle, Ports ports) {
        return bundle.members().stream()
                .filter(m -> !m.active() && ports.port(m.port()).map(Port::enabled).orElse(true))
                .map(m -> m.port() + ports.port(m.port()).filter(Port::up).map(p -> " (up, but does not join)").orElse(""))
                .toList();
    }

    /** Words when the bundle says that it is slower than its members together. */
    private static Optional<String> slow(Ports.Bundle bundle, Ports ports) {
        long own = ports.port(bundle.name()).filter(Port::up).map(Port::megabits).orElse(0L);
        long sum = bundle.members().stream()
                .filter(Ports.Member::active)
                .flatMap(m -> ports.port(m.port()).stream())
                .filter(Port::up)
                .mapToLong(p -> Math.clamp(p.megabits(), 0, 10_000_000))
                .sum();
        return own > 0 && own < sum
                ? Optional.of(" carries " + Say.bits(own * 1e6) + ", its members together could " + Say.bits(sum * 1e6))
                : Optional.empty();
    }

    /** The newest change of a member that was seen. */
    private static Optional<Instant> changed(Ports.Bundle bundle, Ports ports) {
        return bundle.members().stream()
                .flatMap(m -> ports.port(m.port()).stream())
                .flatMap(p -> (p.up() ? p.upAt() : p.downAt()).stream())
                .max(Instant::compareTo);
    }
}
