package vor.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import vor.lab.Lab;
import vor.model.Device;
import vor.outside.Deadline;
import vor.outside.LiveReader;

/**
 * From the cable being cut to the red box: switches are cut one after the other at random moments, several at a time, and
 * the clock starts before the command is given. Measured at the verdict, at a reader of the live stream, and at the frame
 * that Chromium has painted.
 */
final class DetectBench implements Bench {
    private static final Duration UNDETECTED = Duration.ofSeconds(10);
    /* So that paths are no longer young when the first is cut: a start is not what is measured. */
    private static final Duration SETTLE = Duration.ofSeconds(30);
    /* Three downs within five minutes are flapping, which is another state: no switch is cut so often. */
    private static final Duration REST = Duration.ofSeconds(155);
    private static final Duration END = Duration.ofSeconds(5);
    private static final int AT_ONCE = 8;
    private static final int LEAST_GAP_MS = 250;
    private static final int MOST_GAP_MS = 550;

    @Override
    public String name() {
        return "detect";
    }

    @Override
    public String about() {
        return "from the cut cable to the red box on the screen";
    }

    @Override
    public void measure(Run run) {
        measure(run, "tg", 190);
        measure(run, "10k", 5000);
    }

    private static void measure(Run run, String prefix, int devices) {
        run.step(prefix + ": " + devices + " devices, " + 2 * devices + " targets");
        try (Stand stand = Stand.of(run, devices)) {
            stand.server().start();
            cuts(run, prefix, stand, Run.either(500, 40), () -> {});
        }
    }

    /**
     * Cuts and measures on a stand whose server has been started.
     *
     * @param before runs when all is well, before the first cut
     */
    static void cuts(Run run, String prefix, Stand stand, int wanted, Runnable before) {
        CutLog log = new CutLog();
        try (LiveReader live = new LiveReader(stand.server(), log::frame)) {
            live.awaitAllGood(Stand.SETTLE);
            log.begin(switches(stand.lab()));
            before.run();
            try (Painter painter = new Painter(stand.server().url(), log::painted)) {
                cut(run, prefix, stand.lab(), log, painter, wanted);
            }
        }
        report(run, prefix, log);
    }

    private static List<String> switches(Lab lab) {
        return lab.plan().inventory().devices().stream()
                .filter(d -> d.tags().contains("access"))
                .map(Device::name)
                .toList();
    }

    private static void cut(Run run, String prefix, Lab lab, CutLog log, Painter painter, int wanted) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        run.step(prefix + ": " + wanted + " cuts, seed " + seed);
        Deadline.pause(SETTLE);
        for (int given = 0; given < wanted || log.inFlight() > 0; ) {
            painter.check();
            if (given < wanted && log.inFlight() < AT_ONCE && cutOne(lab, log)) {
                given++;
                if (given % Run.either(50, 10) == 0) {
                    run.step(prefix + ": " + given + " of " + wanted + " cut, false downs so far: " + log.falseDowns().size());
                }
            }
            pauseAndHeal(lab, log, LEAST_GAP_MS + random.nextInt(MOST_GAP_MS - LEAST_GAP_MS));
        }
        Deadline.pause(END);
    }

    private static boolean cutOne(Lab lab, CutLog log) {
        return log.rested(Instant.now().minus(REST))
                .map(device -> {
                    log.open(device);
                    lab.cut(device);
                    return true;
                })
                .orElse(false);
    }

    private static void pauseAndHeal(Lab lab, CutLog log, int milliseconds) {
        Deadline gap = Deadline.in(Duration.ofMillis(milliseconds));
        do {
            for (Cut over : log.due(c -> c.redEverywhere() || c.olderThan(UNDETECTED))) {
                log.close(over);
                lab.heal(over.device());
            }
            Deadline.pause(Duration.ofNanos(Math.clamp(gap.remaining(), 0, 10_000_000)));
        } while (!gap.passed());
    }

    private static void report(Run run, String prefix, CutLog log) {
        List<Cut> cuts = log.closed();
        summary(run, prefix + ".suspect", cuts, c -> c.suspectAfter(Cut.Place.PAINTED));
        summary(run, prefix + ".red", cuts, c -> c.redAfter(Cut.Place.PAINTED));
        summary(run, prefix + ".reader.suspect", cuts, c -> c.suspectAfter(Cut.Place.READER));
        summary(run, prefix + ".reader.red", cuts, c -> c.redAfter(Cut.Place.READER));
        summary(run, prefix + ".verdict.suspect", cuts, c -> c.suspectAfter(Cut.Place.VERDICT));
        summary(run, prefix + ".verdict.red", cuts, c -> c.redAfter(Cut.Place.VERDICT));
        run.figure(prefix + ".cuts", cuts.size(), "cuts");
        run.figure(prefix + ".undetected", cuts.stream().filter(c -> !c.redEverywhere()).count(), "cuts");
        run.figure(prefix + ".false_downs", log.falseDowns().size(), "downs");
        run.samples(prefix + ".false_downs", log.falseDowns());
        run.samples(prefix + ".cuts", cuts.stream().map(DetectBench::row).toList());
    }

    private static void summary(Run run, String figure, List<Cut> cuts, ToDoubleFunction<Cut> after) {
        Percentiles p = Percentiles.of(cuts.stream().mapToDouble(after).boxed().toList());
        run.figure(figure + ".p50_ms", p.at(50), "ms");
        run.figure(figure + ".p90_ms", p.at(90), "ms");
        run.figure(figure + ".p99_ms", p.at(99), "ms");
        run.figure(figure + ".max_ms", p.max(), "ms");
        run.step(String.format("%s: p50 %.0f, p90 %.0f, p99 %.0f, max %.0f ms", figure, p.at(50), p.at(90), p.at(99), p.max()));
    }

    /* In milliseconds from the command; -1 for never. */
    private static Map<String, Object> row(Cut cut) {
        Map<String, Object> row = new TreeMap<>();
        row.put("device", cut.device());
        row.put("at", cut.given().toString());
        for (Cut.Place place : Cut.Place.values()) {
            String where = place.name().toLowerCase(Locale.ROOT);
            row.put("suspect." + where, finite(cut.suspectAfter(place)));
            row.put("red." + where, finite(cut.redAfter(place)));
        }
        return row;
    }

    private static double finite(double milliseconds) {
        return Double.isInfinite(milliseconds) ? -1 : Math.rint(milliseconds * 10) / 10;
    }
}
