package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vor.lab.LabSize;
import vor.lab.Plan;
import vor.outside.Api;
import vor.outside.Deadline;
import vor.outside.LiveReader;

/**
 * What it costs to ask two hundred agents: variables for a second of processor time of the whole program, echoes, handlers
 * and one reader of the live stream included, beside one long walk by net-snmp; and the share of a core at ten seconds.
 */
final class SnmpBench implements Bench {
    private static final int DEVICES = 202;
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final Duration SPAN = Duration.ofSeconds(120);
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(vor_snmp_\\w+)(?:\\{[^}]*})? ([0-9.eE+]+)$");
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s (\\d+)m([0-9.]+)s\\s*$");

    @Override
    public String name() {
        return "snmp";
    }

    @Override
    public String about() {
        return "processor time of asking two hundred agents, beside snmpbulkwalk";
    }

    @Override
    public void measure(Run run) {
        measure(run, "flat_out", "fast: 1s, normal: 1s, slow: 1s");
        measure(run, "every_10s", "fast: 5s, normal: 10s, slow: 5min");
    }

    private static void measure(Run run, String prefix, String pace) {
        run.step(prefix + ": " + DEVICES + " agents, " + pace);
        try (Stand stand = Stand.of(run, DEVICES)) {
            double walked = prefix.equals("flat_out") ? netSnmp(run) : Double.NaN;
            stand.server().asking(Plan.COMMUNITY, pace).start();
            try (LiveReader live = new LiveReader(stand.server())) {
                live.awaitAllGood(Stand.SETTLE);
                Deadline.pause(Run.either(SETTLE, Duration.ofSeconds(20)));
                Map<String, Double> before = counted(stand);
                double cpuBefore = CpuMeter.ofTrees(List.of(stand.server().pid()));
                long began = System.nanoTime();
                Deadline.pause(Run.either(SPAN, Duration.ofSeconds(20)));
                double cpu = CpuMeter.ofTrees(List.of(stand.server().pid())) - cpuBefore;
                double seconds = (System.nanoTime() - began) / 1e9;
                report(run, prefix, grown(before, counted(stand)), cpu, seconds, walked);
            }
        }
    }

    private static void report(Run run, String prefix, Map<String, Double> grown, double cpu, double seconds, double walked) {
        double varbinds = grown.getOrDefault("vor_snmp_varbinds_total", 0.0);
        if (Double.isNaN(walked)) {
            run.figure(prefix + ".varbinds_per_cpu_s", varbinds / cpu, "varbinds");
        } else {
            run.figure(prefix + ".varbinds_per_cpu_s", varbinds / cpu, "varbinds", walked);
        }
        run.figure(prefix + ".share_of_a_core", cpu / seconds, "cores");
        run.figure(prefix + ".varbinds_per_s", varbinds / seconds, "varbinds");
        run.figure(prefix + ".late", grown.getOrDefault("vor_snmp_late_total", 0.0), "tables");
        run.figure(prefix + ".timeouts", grown.getOrDefault("vor_snmp_timeouts_total", 0.0), "requests");
        run.step(String.format("%s: %.0f varbinds/s, %.3f of a core, %.0f varbinds a CPU second", prefix, varbinds / seconds, cpu / seconds, varbinds / cpu));
    }

    private static Map<String, Double> counted(Stand stand) {
        try (Api api = stand.server().api()) {
            Map<String, Double> all = new TreeMap<>();
            Matcher m = SAMPLE.matcher(api.raw("GET", "/metrics", null).body());
            while (m.find()) {
                all.merge(m.group(1), Double.parseDouble(m.group(2)), Double::sum);
            }
            return all;
        }
    }

    private static Map<String, Double> grown(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> grown = new TreeMap<>();
        after.forEach((name, value) -> grown.put(name, value - before.getOrDefault(name, 0.0)));
        return grown;
    }

    /** Variables for a second of processor time of one walk of a stack, over and over. */
    private static double netSnmp(Run run) {
        String walk = "snmpbulkwalk -v2c -c " + Plan.COMMUNITY + " -Cr50 -On " + distro() + " 1.3.6.1";
        double objects = Double.parseDouble(said(List.of("sh", "-c", walk + " | wc -l")).strip());
        int times = Run.either(20, 3);
        String spent = said(List.of("bash", "-c", "for i in $(seq " + times + "); do " + walk + " >/dev/null; done; times"));
        Matcher m = TIMES.matcher(spent);
        if (!m.find()) {
            throw new IllegalStateException("bash said no times: " + spent);
        }
        double cpu = 60 * Double.parseDouble(m.group(1)) + Double.parseDouble(m.group(2))
                + 60 * Double.parseDouble(m.group(3)) + Double.parseDouble(m.group(4));
        run.step(String.format("net-snmp: %.0f objects, %.0f a CPU second", objects, objects * times / cpu));
        return objects * times / cpu;
    }

    private static String distro() {
        return Plan.of(LabSize.ofDevices(DEVICES)).inventory().device("distro1").orElseThrow().addresses().getFirst();
    }

    private static String said(List<String> command) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
