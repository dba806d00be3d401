package vor.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vor.outside.Deadline;
import vor.outside.LiveReader;

/** Processor time of an echo request with its reply, of the whole of {@code vor run}, beside fping on the same targets. */
final class PingBench implements Bench {
    private static final Duration TRIAL = Duration.ofSeconds(4);

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public String about() {
        return "processor time of an echo, beside fping";
    }

    @Override
    public void measure(Run run) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Rate rate : Rate.ALL) {
            try (Stand stand = Stand.of(run, rate.devices())) {
                Load ours = vor(run, stand, rate);
                rows.add(row("vor", rate, ours));
                stand.server().stop();
                Load peer = fping(run, stand, rate, rows);
                String prefix = rate.perSecond() + ".";
                run.figure(prefix + "cpu_us_per_echo", ours.microsPerEcho(), "us", peer.microsPerEcho());
                run.figure(prefix + "machine_us_per_echo", ours.machineMicrosPerEcho(), "us", peer.machineMicrosPerEcho());
                run.figure(prefix + "rate", ours.rate(), "echoes/s", peer.rate());
                run.figure(prefix + "cpu_of_fping", ours.microsPerEcho() / peer.microsPerEcho(), "times");
            }
        }
        run.samples("loads", rows);
    }

    private static Load vor(Run run, Stand stand, Rate rate) {
        run.step(rate + ": Vor on " + rate.targets() + " targets");
        stand.server().start();
        try (LiveReader live = new LiveReader(stand.server())) {
            live.awaitAllGood(Stand.SETTLE);
        }
        Deadline.pause(Run.either(Duration.ofSeconds(30), Duration.ofSeconds(10)));
        Losses before = Losses.read(stand.server());
        Load load = Load.of(List.of(stand.server().pid()), span());
        Losses lost = Losses.read(stand.server()).since(before);
        show(run, rate + ": Vor", load);
        run.step(rate + ": " + lost);
        run.figure(rate.perSecond() + ".lost_by_us", lost.byUs(), "echoes");
        run.figure(rate.perSecond() + ".unanswered", Math.max(0, lost.unanswered()), "echoes");
        return load;
    }

    private static Load fping(Run run, Stand stand, Rate rate, List<Map<String, Object>> rows) {
        Path folder = run.folder("fping-" + rate.perSecond());
        Fping.@Nullable Mode cheapest = null;
        double least = Double.POSITIVE_INFINITY;
        for (Fping.Mode mode : Fping.Mode.allFor(rate)) {
            Load trial = Fping.measure(stand.lab(), rate, mode, folder, TRIAL);
            rows.add(row(mode + " (trial)", rate, trial));
            show(run, rate + ": " + mode + (trial.held(rate) ? "" : " (does not hold the rate)"), trial);
            if (trial.held(rate) && trial.microsPerEcho() < least) {
                least = trial.microsPerEcho();
                cheapest = mode;
            }
        }
        if (cheapest == null) {
            throw new IllegalStateException("no mode of fping holds " + rate + " here");
        }
        Load load = Fping.measure(stand.lab(), rate, cheapest, folder, span());
        rows.add(row(cheapest.toString(), rate, load));
        show(run, rate + ": " + cheapest.processes(rate) + " x " + cheapest, load);
        return load;
    }

    private static Duration span() {
        return Run.either(Duration.ofMinutes(2), Duration.ofSeconds(15));
    }

    private static void show(Run run, String who, Load load) {
        run.step(String.format(
                Locale.ROOT,
                "%s: %.2f us of its own, %.2f us of the machine for each echo, %.0f/s, %d of %d answered",
                who,
                load.microsPerEcho(),
                load.machineMicrosPerEcho(),
                load.rate(),
                load.echoes().received(),
                load.echoes().sent()));
    }

    private static Map<String, Object> row(String who, Rate rate, Load load) {
        return Map.of(
                "who", who, "wanted", rate.perSecond(), "cpu", load.cpu(), "machine", load.machine(),
                "sent", load.echoes().sent(), "received", load.echoes().received(), "seconds", load.seconds());
    }
}
