package vor.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the benchmarks begin. Exit codes: 0 done (misses too), 1 one could not be measured, 2 the command line is wrong. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Vor beside its peers and writes bench/results. BENCH_QUICK=1 gives a short form.")
public final class Main implements Callable<Integer> {
    static final List<Bench> BENCHES =
            List.of(
                    new CausesBench(), new DetectBench(), new FalseAlarmsBench(), new FloodBench(), new LiveBench(), new PageBench(), new PingBench(), new RiemannBench(), new RulesBench(),
                    new SnmpBench(), new SoakBench(), new StartBench(), new StatsdBench());

    @Parameters(arity = "0..1", paramLabel = "ONLY", description = "Only this one: causes, detect, false-alarms, flood, live, page, ping, riemann, rules, snmp, soak, start or statsd.")
    @Nullable String only;

    @Option(names = "--table", description = "Renders the table of the README from the results and the targets; measures nothing.")
    boolean table;

    Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() {
        if (table) {
            Table.render();
            return 0;
        }
        List<Bench> chosen = BENCHES.stream().filter(b -> only == null || b.name().equals(only)).toList();
        if (chosen.isEmpty()) {
            System.err.println("bench: there is no \"" + only + "\"; there are:");
            BENCHES.forEach(b -> System.err.printf("  %-14s %s%n", b.name(), b.about()));
            return 2;
        }
        long failed = chosen.stream().filter(b -> !measured(b)).count();
        return failed == 0 ? 0 : 1;
    }

    private static boolean measured(Bench bench) {
        Run run = Run.begin(bench.name());
        run.step(bench.about());
        try {
            bench.measure(run);
            run.step("wrote " + run.write());
            return true;
        } catch (RuntimeException | AssertionError e) {
            System.err.println("bench " + bench.name() + ": could not be measured: " + e);
            e.printStackTrace(System.err);
            return false;
        }
    }
}
