package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import vor.lab.SentTrap;
import vor.model.Inventory;
import vor.outside.Checkout;

/** Figures of all variants, and docs/causes-measured.md when all were measured in full. */
final class CausesReport {
    private static final Set<Mishap.Kind> OWN = Set.of(
            Mishap.Kind.CUT, Mishap.Kind.STACK, Mishap.Kind.ADMIN_DOWN, Mishap.Kind.HANG, Mishap.Kind.REBOOT,
            Mishap.Kind.UNCONFIGURED, Mishap.Kind.MUTE);

    private final Run run;
    private final List<String> page = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> unproven = new ArrayList<>();
    private final List<String> shared = new ArrayList<>();
    private final List<String> falseDowns = new ArrayList<>();
    private final Map<Variant.Agents, List<Double>> named = new TreeMap<>();
    private final List<Double> afterTrap = new ArrayList<>();
    private final Set<Variant> variants = new HashSet<>();
    private final List<String> failed = new ArrayList<>();
    private int causes;

    CausesReport(Run run) {
        this.run = run;
    }

    void add(Variant variant, CauseLog log, List<SentTrap> traps, Inventory inventory) {
        variants.add(variant);
        List<Mishap> all = log.all();
        List<String> own = all.stream().flatMap(m -> m.wrong().stream()).toList();
        wrong.addAll(prefixed(variant, own));
        unproven.addAll(prefixed(variant, all.stream().flatMap(m -> m.unproven().stream()).toList()));
        shared.addAll(prefixed(variant, all.stream().filter(m -> m.kind() != Mishap.Kind.STACK).flatMap(m -> m.shared().stream()).toList()));
        falseDowns.addAll(prefixed(variant, log.falseDowns()));
        causes += all.stream().filter(m -> m.first().isPresent()).toList().size();
        long mishaps = all.stream().filter(m -> OWN.contains(m.kind())).count();
        run.figure(variant.name() + ".mishaps", mishaps, "mishaps");
        run.figure(variant.name() + ".wrong_certain", own.size(), "causes");
        List<Double> cuts = all.stream().filter(m -> m.kind() == Mishap.Kind.CUT).map(Mishap::namedAfter).toList();
        named.computeIfAbsent(variant.agents(), a -> new ArrayList<>()).addAll(cuts);
        times(variant.name() + ".named", cuts);
        List<Double> trapped = afterTraps(all, traps, inventory);
        times(variant.name() + ".after_trap", trapped);
        if (variant.agents() == Variant.Agents.AT_ONCE) {
            afterTrap.addAll(trapped);
        }
        List<String> lines = new Matrix(all).lines();
        lines.forEach(run::step);
        own.forEach(w -> run.step("WRONG: " + w));
        page.addAll(List.of("", "## " + Character.toUpperCase(variant.words().charAt(0)) + variant.words().substring(1), ""));
        page.addAll(lines);
        page.add("");
        page.add(mishaps + " mishaps. A cut was red with its cause after " + shown(cuts) + (trapped.isEmpty() ? "." : ", and "
                + shown(trapped) + " after its first trap was sent."));
        run.samples(variant.name(), all.stream().map(CausesReport::row).toList());
    }

    private static List<String> prefixed(Variant variant, List<String> texts) {
        return texts.stream().map(t -> variant.name() + ": " + t).toList();
    }

    /** It could not be measured to its end: nothing of it counts. */
    void failed(Variant variant, Throwable why) {
        run.step(variant.name() + " could not be measured: " + why);
        failed.add(variant.name());
    }

    void stolen(Variant variant, double percent) {
        run.figure(variant.name() + ".stolen", percent, "%");
        run.step(String.format(Locale.ROOT, "%s: the host took %.1f %% of the processors meanwhile", variant.name(), percent));
    }

    void members(Variant variant, List<Double> after) {
        times(variant.traps() ? "member.trap" : "member.poll", after);
        page.addAll(List.of("", "A lost member of a bundle was named after " + shown(after) + "."));
    }

    private void times(String figure, List<Double> after) {
        if (after.isEmpty()) {
            return;
        }
        Percentiles p = Percentiles.of(after);
        run.figure(figure + ".p50_ms", p.at(50), "ms");
        run.figure(figure + ".p95_ms", p.at(95), "ms");
        run.figure(figure + ".max_ms", p.max(), "ms");
        run.step(figure + ": " + shown(after));
    }

    private static String shown(List<Double> after) {
        Percentiles p = Percentiles.of(after);
        return String.format("%.0f ms (half), %.0f ms (95 of 100), %.0f ms (longest of %d)", p.at(50), p.at(95), p.max(), after.size());
    }

    /** From the first trap of a cut switch's ports above until it was red with a cause. */
    private static List<Double> afterTraps(List<Mishap> all, List<SentTrap> traps, Inventory inventory) {
        return all.stream()
                .filter(m -> m.kind() == Mishap.Kind.CUT)
                .map(m -> afterTrap(m, traps, inventory))
                .flatMapToDouble(OptionalDouble::stream)
                .boxed()
                .toList();
    }

    private static OptionalDouble afterTrap(Mishap m, List<SentTrap> traps, Inventory inventory) {
        Set<String> above = new HashSet<>();
        inventory.device(m.device()).orElseThrow().uplinks()
                .forEach(u -> above.add(inventory.device(u.above()).orElseThrow().name() + " " + u.abovePort()));
        return traps.stream()
                .filter(t -> !t.up() && above.contains(t.device() + " " + t.port()) && !t.at().isBefore(m.given()))
                .limit(1)
                .mapToDouble(t -> m.namedAfter() - Duration.between(m.given(), t.at()).toNanos() / 1e6)
                .findFirst();
    }

    private static Map<String, Object> row(Mishap m) {
        Map<String, Object> row = new TreeMap<>();
        row.put("device", m.device());
        row.put("truth", m.kind().name());
        row.put("at", m.given().toString());
        row.put("dark_ms", m.dark().toMillis());
        row.put("named_ms", Double.isInfinite(m.namedAfter()) ? -1 : Math.rint(m.namedAfter()));
        row.put("said", m.turns());
        return row;
    }

    /** @throws IllegalStateException when it is written and not whole */
    void write() {
        run.figure("wrong_certain", wrong.size(), "causes");
        run.figure("evidence.missing", unproven.size(), "causes");
        run.figure("false_downs", falseDowns.size(), "downs");
        run.figure("patterns", shared.size(), "patterns");
        run.figure("causes", causes, "causes");
        total("named", named.getOrDefault(Variant.Agents.AT_ONCE, List.of()));
        total("slow_200.named", named.getOrDefault(Variant.Agents.SLOW_200, List.of()));
        total("slow_800.named", named.getOrDefault(Variant.Agents.SLOW_800, List.of()));
        total("cached_15s.named", named.getOrDefault(Variant.Agents.CACHED_15S, List.of()));
        total("trap.red", afterTrap);
        run.samples("wrong", wrong);
        run.samples("unproven", unproven);
        run.samples("shared", shared);
        run.samples("false_downs", falseDowns);
        for (List<String> each : List.of(wrong, unproven, shared, falseDowns)) {
            each.stream().limit(20).forEach(run::step);
        }
        run.step(causes + " causes, wrong for certain " + wrong.size() + ", without evidence " + unproven.size()
                + ", false downs " + falseDowns.size() + ", patterns " + shared.size());
        page();
        if (!failed.isEmpty()) {
            throw new IllegalStateException("not measured: " + String.join(", ", failed));
        }
    }

    private void total(String figure, List<Double> after) {
        if (!after.isEmpty()) {
            run.figure(figure + ".p95_ms", Percentiles.of(after).at(95), "ms");
            run.step(figure + ": " + shown(after));
        }
    }

    private void page() {
        List<String> lines = new ArrayList<>(List.of(
                "# Causes: what happened and what was said",
                "",
                "Random mishaps in the practice network, written by `bench causes` (commit " + Machine.commit() + ", " + Machine.describe()
                        + (Run.quick() ? ", short form" : "") + ").",
                "A cell says how often that cause was named first (red, or behind) and last before all was healed, 84 s after the wave began;",
                "in brackets how many of the last were called certain. What the words mean: [causes](formats/causes.md).",
                "",
                causes + " causes were named; wrong ones called certain: " + wrong.size() + "; without evidence that has a value and a time since"
                        + " it happened: " + unproven.size() + "; called down without a mishap: " + falseDowns.size()
                        + "; patterns named among switches that have none: " + shared.size() + "."));
        lines.addAll(page);
        boolean whole = !Run.quick() && variants.size() == Variant.all().size();
        Path file = whole ? Checkout.root().resolve("docs/causes-measured.md") : Run.results().resolve("causes-measured.md");
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
