package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vor.lab.Lab;
import vor.lab.LabSize;
import vor.lab.Plan;
import vor.lab.agent.Habit;
import vor.model.Device;
import vor.outside.Api;
import vor.outside.Deadline;
import vor.outside.LiveReader;
import vor.outside.VorServer;

/**
 * What it costs to ask two hundred agents: variables for a second of processor time of the whole program, echoes, handlers
 * and one reader of the live stream included, beside one long walk by net-snmp; and the share of a core at ten seconds.
 */
final class SnmpBench implements Bench {
    private static final int DEVICES = 202;
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final Duration SPAN = Duration.ofSeconds(120);
    private static final int EACH = 4;
    private static final int LOOKS = 12;
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final double ROUND_SECONDS = 10;
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
        flatOut(run);
        asUsual(run);
    }

    private static void flatOut(Run run) {
        try (Stand stand = Stand.of(run, DEVICES)) {
            double peer = netSnmp(run);
            Span span = asked(run, "flat_out", stand, "fast: 1s, normal: 1s, slow: 1s");
            run.figure("flat_out.varbinds_per_cpu_s", span.varbinds() / span.cpu(), "varbinds", peer);
            span.report(run, "flat_out");
        }
    }

    /** At the pace that is aimed at; then once more while a tenth of all agents is good for nothing. */
    private static void asUsual(Run run) {
        try (Stand stand = Stand.of(run, DEVICES)) {
            Span span = asked(run, "every_10s", stand, "fast: 5s, normal: 10s, slow: 5min");
            span.report(run, "every_10s");
            List<String> bad = misbehave(stand.lab());
            run.step("every_10s: " + bad.size() + " agents are slow, partial, wrong, looping or silent: " + String.join(" ", bad));
            Deadline.pause(Run.either(SETTLE, Duration.ofSeconds(20)));
            Span worse = Span.of(stand.server());
            worse.report(run, "bad_agents");
            others(run, stand, bad);
            stand.lab().healAll();
        }
    }

    private static Span asked(Run run, String prefix, Stand stand, String pace) {
        run.step(prefix + ": " + DEVICES + " agents, " + pace);
        stand.server().asking(Plan.COMMUNITY, pace).start();
        try (LiveReader live = new LiveReader(stand.server())) {
            live.awaitAllGood(Stand.SETTLE);
            Deadline.pause(Run.either(SETTLE, Duration.ofSeconds(20)));
            return Span.of(stand.server());
        }
    }

    private static List<String> misbehave(Lab lab) {
        List<String> bad = new ArrayList<>();
        for (Habit.Kind kind : List.of(Habit.Kind.SLOW, Habit.Kind.PARTIAL, Habit.Kind.WRONG, Habit.Kind.LOOPING, Habit.Kind.SILENT)) {
            for (int i = 0; i < EACH; i++) {
                bad.add(lab.plan().inventory().devices().stream()
                        .filter(d -> d.tags().contains("access"))
                        .map(Device::name)
                        .filter(n -> !bad.contains(n))
                        .findFirst()
                        .orElseThrow());
                lab.boxes().agent(bad.getLast(), Habit.of(kind));
            }
        }
        return bad;
    }

    /**
     * Whether the good agents are held up: how old their ports are at a dozen moments of a minute, the oldest of all of them, and how
     * many are more than two rounds old at one of these. The counter of late tables cannot say it: it counts those of the bad ones too, who are late by themselves.
     */
    private static void others(Run run, Stand stand, List<String> bad) {
        Map<String, Double> oldest = new TreeMap<>();
        try (Api api = stand.server().api()) {
            for (int look = 0; look < LOOKS; look++) {
                stand.lab().plan().inventory().devices().stream()
                        .map(Device::name)
                        .filter(name -> !bad.contains(name))
                        .forEach(name -> oldest.merge(name, age(api, name), Math::max));
                Deadline.pause(Run.either(LOOK, Duration.ofSeconds(1)));
            }
        }
        double most = oldest.values().stream().mapToDouble(a -> a).max().orElseThrow();
        double behind = oldest.values().stream().filter(a -> a > 2 * ROUND_SECONDS).count();
        run.figure("bad_agents.oldest_s", most, "s");
        run.figure("bad_agents.behind", behind, "agents");
        run.step(String.format(Locale.ROOT, "bad_agents: of %d others the oldest ports were %.1f s old, %.0f more than two rounds", oldest.size(), most, behind));
    }

    private static double age(Api api, String device) {
        JsonNode picture = api.get("/picture/" + device).body();
        return (picture.path("now").asLong() - picture.path("ports").path("at").asLong(0)) / 1000.0;
    }

    /** What the server did in a while, and what it took. */
    private record Span(double varbinds, double late, double timeouts, double cpu, double seconds) {

        static Span of(VorServer server) {
            Metrics before = Metrics.of(server);
            double cpuBefore = CpuMeter.ofTrees(List.of(server.pid()));
            long began = System.nanoTime();
            Deadline.pause(Run.either(SPAN, Duration.ofSeconds(20)));
            double cpu = CpuMeter.ofTrees(List.of(server.pid())) - cpuBefore;
            Metrics after = Metrics.of(server);
            return new Span(
                    after.since(before, "vor_snmp_varbinds_total"), after.since(before, "vor_snmp_late_total"),
                    after.since(before, "vor_snmp_timeouts_total"), cpu, (System.nanoTime() - began) / 1e9);
        }

        void report(Run run, String prefix) {
            run.figure(prefix + ".share_of_a_core", cpu / seconds, "cores");
            run.figure(prefix + ".varbinds_per_s", varbinds / seconds, "varbinds");
            run.figure(prefix + ".late", late, "tables");
            run.figure(prefix + ".timeouts", timeouts, "requests");
            run.step(String.format(
                    "%s: %.0f varbinds/s, %.3f of a core, %.0f varbinds a CPU second, %.0f late, %.0f without answer",
                    prefix, varbinds / seconds, cpu / seconds, varbinds / cpu, late, timeouts));
        }
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
