package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vor.bench.TenthRules.Counted;
import vor.outside.Deadline;

/**
 * The cuts of {@link DetectBench} while hosts and applications send all they can: statsd's datagrams at a rate, and Riemann's events through ten rules as fast as they are taken. Red
 * must not be later, statsd must be kept, memory must stay flat.
 */
final class SoakBench implements Bench {
    private static final int DEVICES = 190;
    private static final int DATAGRAMS = 300_000;
    private static final int KEYS = 100;
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 2;
    private static final int BUFFER_MB = 64;
    private static final Path LIMIT = Path.of("/proc/sys/net/core/rmem_max");
    private static final Duration SPAN = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(75);
    private static final Duration SETTLE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String about() {
        return "from the cut cable to the red box, under 300,000 datagrams of statsd a second and Riemann flat out";
    }

    @Override
    public void measure(Run run) {
        String before = limit(String.valueOf(BUFFER_MB << 20));
        try (Stand stand = Stand.of(run, DEVICES);
                FlushedCounts carbon = new FlushedCounts()) {
            int statsd = Flood.freePort();
            int riemann = Flood.freePort();
            stand.server().with(
                    "receive:",
                    "  riemann: {listen: \"127.0.0.1:" + riemann + "\"}",
                    "  statsd: {listen: \"127.0.0.1:" + statsd + "\", buffer: " + BUFFER_MB + ", flush: " + flush().toSeconds() + "s, graphite: {to: \"127.0.0.1:" + carbon.port() + "\"}}");
            TenthRules rules = TenthRules.in(stand.server());
            stand.server().start();
            rules.awaitLive();
            measure(run, stand, rules, carbon, new Ports(statsd, riemann));
        } finally {
            limit(before);
        }
    }

    private record Ports(int statsd, int riemann) {}

    private static void measure(Run run, Stand stand, TenthRules rules, FlushedCounts carbon, Ports ports) {
        long pid = stand.server().pid();
        Duration span = Run.either(SPAN, SHORT);
        int count = Math.toIntExact(span.toSeconds() * DATAGRAMS);
        List<Process> senders = new ArrayList<>();
        try (MemoryCurve memory = new MemoryCurve(pid)) {
            DetectBench.cuts(run, "tg", stand, Run.either(500, 30), () -> {
                senders.add(JavaProgram.start(JavaProgram.command(Datagrams.class, "send", ports.statsd(), count, KEYS, DATAGRAMS)));
                senders.add(JavaProgram.start(JavaProgram.command(RiemannSender.class, ports.riemann(), BATCH, CONNECTIONS, span.toSeconds(), 0, 0)));
                memory.start();
            });
            run.step("all is cut; until both senders are done");
            double seconds = Double.parseDouble(JavaProgram.line(senders.getFirst()));
            String[] events = JavaProgram.line(senders.getLast()).split(" ", -1);
            memory(run, memory.samples());
            statsd(run, carbon, ports.statsd(), count, seconds);
            riemann(run, rules.counted(), Long.parseLong(events[0]), Double.parseDouble(events[1]));
            run.figure("held_mb", Held.megabytes(pid), "MB");
        } finally {
            senders.forEach(JavaProgram::end);
        }
    }

    private static void memory(Run run, List<MemoryCurve.Sample> samples) {
        Thirds resident = Thirds.of(samples);
        run.samples("resident", samples);
        run.figure("rss.first_mb", resident.first(), "MB");
        run.figure("rss.last_mb", resident.last(), "MB");
        run.figure("rss.grown_mb", resident.grown(), "MB");
        run.step(resident.words());
    }

    private static void statsd(Run run, FlushedCounts carbon, int port, long sent, double seconds) {
        carbon.settle(sent, SETTLE, flush().multipliedBy(3));
        long dropped = KernelTable.drops(port);
        run.figure("statsd.offered_per_s", sent / seconds, "/s");
        run.figure("statsd.kept_ratio", (double) carbon.sum() / sent, "");
        run.figure("statsd.unaccounted", Math.abs(sent - carbon.sum() - dropped), "");
        run.step(String.format(
                Locale.ROOT, "statsd: sent %d at %.0f/s, kept %d (%.4f), kernel dropped %d", sent, sent / seconds, carbon.sum(), (double) carbon.sum() / sent, dropped));
    }

    /** Vor's own events go through the same rules, and to none of the ten ends. */
    private static void riemann(Run run, Counted counted, long sent, double seconds) {
        run.figure("riemann.per_s", counted.ends() / seconds, "/s");
        run.figure("riemann.shed", counted.shed(), "");
        run.figure("riemann.journal_left_out", (double) counted.unwritten() / sent, "");
        run.step(String.format(
                Locale.ROOT, "riemann: sent %d, %.0f/s at the ends, shed %d, not in the journal %d", sent, counted.ends() / seconds, counted.shed(), counted.unwritten()));
        run.figure("riemann.unaccounted", Math.max(0, sent - counted.ends() - counted.shed()), "");
    }

    private static Duration flush() {
        return Run.either(Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    /** @return what it was */
    private static String limit(String bytes) {
        try {
            String before = Files.readAllLines(LIMIT).getFirst().strip();
            Files.writeString(LIMIT, bytes);
            return before;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
