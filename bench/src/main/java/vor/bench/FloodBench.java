package vor.bench;

import java.util.List;
import vor.lab.Plan;
import vor.model.Inventory;

/**
 * The cuts of {@link DetectBench} while strangers send what they can: forged linkDown traps for ports that exist, and
 * syslog lines that say the same. Red must not be later, echoes must stay in their budget, memory must stay flat.
 */
final class FloodBench implements Bench {
    private static final int DEVICES = 190;
    private static final int TRAPS = 10_000;
    private static final int LINES = 50_000;

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String about() {
        return "from the cut cable to the red box, under a flood of forged traps and syslog";
    }

    @Override
    public void measure(Run run) {
        try (Stand stand = Stand.of(run, DEVICES)) {
            int traps = Flood.freePort();
            int syslog = Flood.freePort();
            stand.server()
                    .asking(Plan.COMMUNITY)
                    .with("receive:", "  traps: {listen: \"" + Flood.MONITOR + ":" + traps + "\", credentials: [all]}", "  syslog: {listen: \"" + Flood.MONITOR + ":" + syslog + "\"}")
                    .start();
            measure(run, stand, traps, syslog);
        }
    }

    private static void measure(Run run, Stand stand, int traps, int syslog) {
        Inventory inventory = stand.lab().plan().inventory();
        long pid = stand.server().pid();
        try (Flood forged = Flood.ofTraps(inventory, traps, TRAPS);
                Flood lines = Flood.ofSyslog(inventory, syslog, LINES);
                MemoryCurve memory = new MemoryCurve(pid)) {
            Metrics[] before = new Metrics[1];
            EchoCounters[] echoes = new EchoCounters[1];
            long[] began = new long[1];
            DetectBench.cuts(run, "tg", stand, Run.either(300, 30), () -> {
                memory.start();
                before[0] = Metrics.of(stand.server());
                echoes[0] = EchoCounters.read();
                began[0] = System.nanoTime();
                forged.start();
                lines.start();
            });
            double seconds = (System.nanoTime() - began[0]) / 1e9;
            report(run, memory.samples());
            run.figure("traps_per_s", forged.sent() / seconds, "traps");
            run.figure("lines_per_s", lines.sent() / seconds, "lines");
            run.figure("echoes_per_s", EchoCounters.read().since(echoes[0]).sent() / seconds, "echoes");
            Metrics after = Metrics.of(stand.server());
            for (String counter : new String[] {
                "vor_traps_accepted_total", "vor_traps_shed_total", "vor_traps_kernel_dropped_total", "vor_syslog_accepted_total",
                "vor_syslog_shed_total", "vor_syslog_kernel_dropped_total", "vor_hints_asked_total", "vor_hints_merged_total",
                "vor_snmp_requests_total"
            }) {
                String figure = counter.substring("vor_".length(), counter.length() - "_total".length());
                run.figure(figure + "_per_s", after.since(before[0], counter) / seconds, "");
            }
            run.step(String.format("sent %.0f traps and %.0f lines a second; %.0f echoes a second",
                    forged.sent() / seconds, lines.sent() / seconds, EchoCounters.read().since(echoes[0]).sent() / seconds));
        }
    }

    /** Flat: the heap grows to its limit in the first half, and what follows does not grow. */
    private static void report(Run run, List<MemoryCurve.Sample> memory) {
        run.samples("resident", memory);
        double half = memory.get(memory.size() / 2).megabytes();
        double last = memory.getLast().megabytes();
        run.figure("rss.before_mb", memory.getFirst().megabytes(), "MB");
        run.figure("rss.half_mb", half, "MB");
        run.figure("rss.after_mb", last, "MB");
        run.step(String.format("resident: %.0f MB before, %.0f after half of the time, %.0f at the end", memory.getFirst().megabytes(), half, last));
    }
}
