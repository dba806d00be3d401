package vor.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How soon a rule is live, and what an event costs in each of the steps that rules are made of: nanoseconds on one thread, by JMH, and bytes that are allocated. */
final class RulesBench implements Bench {
    private record Row(String operator, double ns, double error, double bytes) {}

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String about() {
        return "from save to live, and nanoseconds for an event in each step of a rule";
    }

    @Override
    public void measure(Run run) {
        SavedRules.measure(run);
        List<Row> rows = new ArrayList<>();
        for (RunResult result : results()) {
            var secondary = result.getSecondaryResults().get("gc.alloc.rate.norm");
            double bytes = secondary == null ? Double.NaN : secondary.getScore();
            rows.add(new Row(result.getParams().getParam("operator"), result.getPrimaryResult().getScore(), result.getPrimaryResult().getScoreError(), bytes));
        }
        for (Row row : rows) {
            run.figure(row.operator() + ".ns", row.ns(), "ns");
            run.step("%-24s %8.1f ns  %8.1f bytes".formatted(row.operator(), row.ns(), row.bytes()));
        }
        rows.sort(Comparator.comparingDouble(Row::ns));
        run.figure("median.ns", rows.get(rows.size() / 2).ns(), "ns");
        run.figure("worst.ns", rows.getLast().ns(), "ns");
        run.samples("operators", rows.stream().map(RulesBench::sample).toList());
    }

    private static Map<String, Object> sample(Row row) {
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("operator", row.operator());
        sample.put("ns", row.ns());
        sample.put("error_ns", Double.isNaN(row.error()) ? 0 : row.error());
        sample.put("bytes", row.bytes());
        return sample;
    }

    private static Collection<RunResult> results() {
        var options = new OptionsBuilder()
                .include(Operators.class.getName() + ".event")
                .param("operator", Operators.names())
                .addProfiler(org.openjdk.jmh.profile.GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(org.openjdk.jmh.runner.options.VerboseMode.SILENT)
                .jvmArgs("-Xmx1g", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow")
                .forks(Run.either(2, 1))
                .warmupIterations(Run.either(5, 1))
                .warmupTime(TimeValue.milliseconds(Run.either(1_000, 400)))
                .measurementIterations(Run.either(5, 1))
                .measurementTime(TimeValue.milliseconds(Run.either(1_000, 300)))
                .build();
        try {
            return new Runner(options).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not measure: " + e.getMessage(), e);
        }
    }
}
