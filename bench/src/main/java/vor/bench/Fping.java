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
import vor.lab.Lab;
import vor.outside.Checkout;
import vor.outside.Deadline;

/**
 * The peer: Debian's fping on the same targets at the same rate, in as many processes as it takes. One process keeps
 * 65,536 requests of ten seconds in mind and ends when they are not enough, hence at most 6,000 a second each. Each raw
 * socket sees every reply of its family, hence no process has targets of both.
 */
final class Fping implements AutoCloseable {
    private static final int MOST_PER_PROCESS = 6_000;
    private static final Duration WARM = Duration.ofSeconds(2);

    private final List<Process> processes = new ArrayList<>();

    /** How it reports and how it spaces: all are tried, the cheapest that holds the rate is the peer. */
    enum Mode {
        LOOP_QUIET_EVEN("-l -q", true),
        LOOP_QUIET_BUNCHED("-l -q", false),
        LOOP_LINES_EVEN("-l", true),
        LOOP_LINES_BUNCHED("-l", false),
        COUNT_QUIET_EVEN("-q -c 1000000", true),
        COUNT_QUIET_BUNCHED("-q -c 1000000", false);

        private final String options;
        private final boolean even;

        Mode(String options, boolean even) {
            this.options = options;
            this.even = even;
        }

        String words(Rate rate, int targets) {
            double gap = even ? Math.max(0.01, 0.97 * rate.periodMs() / targets) : 0.01;
            return String.format(Locale.ROOT, "%s -p %d -i %.2f", options, rate.periodMs(), gap);
        }
    }

    private Fping(Lab lab, Rate rate, Mode mode, Path folder) {
        try {
            for (int family = 0; family < 2; family++) {
                List<String> all = addresses(lab, family);
                int most = MOST_PER_PROCESS * rate.periodMs() / 1000;
                int parts = Math.ceilDiv(all.size(), most);
                for (int part = 0; part < parts; part++) {
                    List<String> some = all.subList(all.size() * part / parts, all.size() * (part + 1) / parts);
                    processes.add(start(some, family, rate, mode, folder.resolve("fping-" + family + "-" + part)));
                }
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and measures it for so long, after two seconds of warming up. */
    static Load measure(Lab lab, Rate rate, Mode mode, Path folder, Duration span) {
        try (Fping fping = new Fping(lab, rate, mode, folder)) {
            Deadline.pause(WARM);
            Load load = Load.of(fping.processes.stream().map(Process::pid).toList(), span);
            fping.requireAlive();
            return load;
        }
    }

    static int processesFor(Rate rate) {
        return 2 * Math.ceilDiv(rate.perSecond() / 2, MOST_PER_PROCESS);
    }

    static String version() {
        return Checkout.run(Path.of("/"), List.of("fping", "--version")).lines().findFirst().orElse("fping");
    }

    private static List<String> addresses(Lab lab, int family) {
        return lab.plan().inventory().devices().stream().map(d -> d.addresses().get(family)).toList();
    }

    private static Process start(List<String> targets, int family, Rate rate, Mode mode, Path base) throws IOException {
        Path list = Files.write(Path.of(base + ".targets"), targets);
        List<String> command = new ArrayList<>(List.of("fping", family == 0 ? "-4" : "-6"));
        command.addAll(List.of(mode.words(rate, targets.size()).split(" ", -1)));
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
