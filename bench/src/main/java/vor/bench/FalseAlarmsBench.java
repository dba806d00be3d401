package vor.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import vor.outside.Deadline;
import vor.outside.LiveReader;

/**
 * How often chance alone turns a device down, and what surer settings cost in time: a day of 10,000 targets in virtual
 * time, and ten real minutes in the practice network.
 */
final class FalseAlarmsBench implements Bench {
    private static final int DEVICES = 190;
    private static final double LOSS = 0.01;

    @Override
    public String name() {
        return "false-alarms";
    }

    @Override
    public String about() {
        return "false downs under random and bunched loss";
    }

    @Override
    public void measure(Run run) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Simulation simulation : Simulation.ALL) {
            run.step("virtual time: " + simulation);
            Simulation.Outcome outcome = simulation.run();
            run.step("virtual time: " + simulation + ": " + outcome.raw());
            run.figure(simulation.name() + ".false_downs", outcome.falseDownsPerDay(), "downs/day");
            run.figure(simulation.name() + ".red.p50_ms", outcome.redP50(), "ms");
            run.figure(simulation.name() + ".red.p99_ms", outcome.redP99(), "ms");
            rows.add(Map.of("simulation", simulation.toString(), "outcome", outcome.raw()));
        }
        run.samples("simulations", rows);
        practice(run);
    }

    private static void practice(Run run) {
        Duration span = Run.either(Duration.ofMinutes(10), Duration.ofMinutes(1));
        List<String> downs = new CopyOnWriteArrayList<>();
        AtomicInteger suspects = new AtomicInteger();
        try (Stand stand = Stand.of(run, DEVICES)) {
            stand.server().start();
            try (LiveReader live = new LiveReader(stand.server(), frame -> frame.health().forEach((device, seen) -> {
                        switch (seen.state()) {
                            case "down", "behind" -> downs.add(device + " " + seen.state() + " at " + frame.arrived());
                            case "suspect" -> suspects.incrementAndGet();
                            default -> {}
                        }
                    }))) {
                live.awaitAllGood(Stand.SETTLE);
                downs.clear();
                stand.lab().loss("all", LOSS);
                for (int minute = 1; minute <= span.toMinutes(); minute++) {
                    Deadline.pause(Duration.ofMinutes(1));
                    run.step("practice network at 1 % loss: minute " + minute + " of " + span.toMinutes() + ", downs " + downs.size()
                            + ", suspects " + suspects.get());
                }
            }
        }
        run.figure("lab.downs", downs.size(), "downs");
        run.figure("lab.suspects", suspects.get(), "suspects");
        run.figure("lab.minutes", span.toMinutes(), "min");
        run.samples("lab.downs", downs);
    }
}
