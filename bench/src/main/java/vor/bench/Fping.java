package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vor.lab.Lab;
import vor.outside.Deadline;

/**
 * The peer: Debian's fping on the same targets at the same rate, in as many processes as it takes. One process keeps
 * 65,536 requests of ten seconds in mind and ends when they are not enough, hence at most 6,000 a second each. Each raw
 * socket is handed every reply of its family, hence several processes are each given one family only.
 */
final class Fping implements AutoCloseable {
    private static final int MOST_PER_PROCESS = 6_000;
    private static final Duration WARM = Duration.ofSeconds(2);
    private static final Duration SPARE = Duration.ofSeconds(10);
    private static final double LEAST_GAP_MS = 0.01;
    /* It adds to each gap what a request takes: at the full gap it would not be round in time. */
    private static final double EARLY = 0.85;

    private final List<Process> processes = new ArrayList<>();

    /**
     * How it is asked to work: all that can be are tried, the cheapest that holds the rate is the peer.
     *
     * @param report options that say what it tells
     * @param even whether the requests of one round are spread over it
     * @param joint whether one process has the targets of both families
     */
    record Mode(String report, boolean even, boolean joint) {
        private static final List<String> REPORTS = List.of("-l -q", "-l", "-q -c");

        static List<Mode> allFor(Rate rate) {
            List<Mode> all = new ArrayList<>();
            for (String report : REPORTS) {
                for (boolean even : new boolean[] {false, true}) {
                    all.add(new Mode(report, even, false));
                    if (rate.perSecond() <= MOST_PER_PROCESS) {
                        all.add(new Mode(report, even, true));
                    }
                }
            }
            return all;
        }

        int processes(Rate rate) {
            return joint ? 1 : 2 * Math.ceilDiv(rate.perSecond() / 2, MOST_PER_PROCESS);
        }

        private String words(Rate rate, int targets, Duration span) {
            double gap = even ? Math.max(LEAST_GAP_MS, EARLY * rate.periodMs() / targets) : LEAST_GAP_MS;
            long count = span.plus(SPARE).toMillis() / rate.periodMs();
            return String.format(
                    Locale.ROOT, "%s%s -p %d -i %.2f", report, report.endsWith("-c") ? " " + count : "", rate.periodMs(), gap);
        }

        @Override
        public String toString() {
            return "fping " + report + (even ? ", evenly spaced" : ", in bunches") + (joint ? ", both families in one" : "");
        }
    }

    private Fping(Lab lab, Rate rate, Mode mode, Path folder, Duration span) {
        try {
            List<List<String>> groups = mode.joint()
                    ? List.of(Stream.concat(addresses(lab, 0).stream(), addresses(lab, 1).stream()).toList())
                    : List.of(addresses(lab, 0), addresses(lab, 1));
            int parts = mode.processes(rate) / groups.size();
            for (int group = 0; group < groups.size(); group++) {
                List<String> all = groups.get(group);
                for (int part = 0; part < parts; part++) {
                    List<String> some = all.subList(all.size() * part / parts, all.size() * (part + 1) / parts);
                    String family = mode.joint() ? "" : group == 0 ? "-4" : "-6";
                    processes.add(start(some, family, mode.words(rate, some.size(), span), folder.resolve("fping-" + group + "-" + part)));
                }
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and measures it for so long, after two seconds of warming up. */
    static Load measure(Lab lab, Rate rate, Mode mode, Path folder, Duration span) {
        try (Fping fping = new Fping(lab, rate, mode, folder, span)) {
            Deadline.pause(WARM);
            Load load = Load.of(fping.processes.stream().map(Process::pid).toList(), span);
            fping.requireAlive();
            return load;
        }
    }

    private static List<String> addresses(Lab lab, int family) {
        return lab.plan().inventory().devices().stream().map(d -> d.addresses().get(family)).toList();
    }

    private static Process start(List<String> targets, String family, String words, Path base) throws IOException {
        Path list = Files.write(Path.of(base + ".targets"), targets);
        List<String> command = new ArrayList<>(List.of("fping"));
        if (!family.isEmpty()) {
            command.add(family);
        }
        command.addAll(List.of(words.split(" ", -1)));
        command.addAll(List.of("-f", list.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(Path.of(base + ".err").toFile())
                .start();
    }

    private void requireAlive() {
        if (processes.stream().anyMatch(p -> !p.isAlive())) {
            throw new IllegalStateException("an fping ended before its time");
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
