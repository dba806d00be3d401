package vor.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vor.bench.TenthRules.Counted;
import vor.outside.Deadline;
import vor.outside.VorServer;

/**
 * Events of 10,000 hosts and services by Riemann's protocol over TCP from a process of its own, through ten rules that each let a tenth pass, counted at their ten ends:
 * how many a second, how late at half of that, and whether memory stays flat. There is no Riemann in Debian to measure beside it.
 */
final class RiemannBench implements Bench {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 2;
    private static final int PROBES = 100;
    private static final Duration WARM = Duration.ofSeconds(20);
    private static final Duration SPAN = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);

    /**
     * What became of the events of one sender.
     *
     * @param seconds from the first byte until no event waited for rules any more
     * @param cpu seconds of the server
     */
    private record Sent(String what, long events, double seconds, Counted counted, double cpu) {
        double rate() {
            return counted.ends() / seconds;
        }

        long unaccounted() {
            return events - counted.ends() - counted.shed();
        }
    }

    private final List<Sent> all = new ArrayList<>();

    /** A server that runs, with what is needed to measure it. */
    private record Subject(VorServer server, TenthRules rules, int port, int websocket) {}

    @Override
    public String name() {
        return "riemann";
    }

    @Override
    public String about() {
        return "events of Riemann's clients through ten rules: how many a second, how late, in how much memory";
    }

    @Override
    public void measure(Run run) {
        all.clear();
        try (VorServer server = VorServer.in(run.folder("site"), "Bench", "")) {
            Subject subject = started(server, "events: {own: \"off\"}");
            Sent batched = rates(run, subject, "");
            flat(run, subject);
            double single = all.get(1).rate();
            subject.rules().publishProbes();
            late(run, subject, "batched", BATCH, batched.rate() / 2);
            late(run, subject, "single", 1, single / 2);
        }
        try (VorServer server = VorServer.in(run.folder("no-journal"), "Bench", "")) {
            rates(run, started(server, "events: {own: \"off\"}", "journal: \"off\""), "no_journal.");
        }
        run.samples("sent", all);
        run.figure("unaccounted", all.stream().mapToLong(s -> Math.abs(s.unaccounted())).sum(), "");
        run.figure("shed", all.stream().mapToLong(s -> s.counted().shed()).sum(), "");
        run.figure("uneven", all.stream().mapToLong(s -> s.counted().uneven()).max().orElseThrow(), "");
    }

    private static Subject started(VorServer server, String... lines) {
        int port = Flood.freePort();
        int websocket = Flood.freePort();
        server.with("receive:", "  riemann: {listen: \"127.0.0.1:" + port + "\", websocket: {listen: \"127.0.0.1:" + websocket + "\"}}").with(lines);
        TenthRules rules = TenthRules.in(server);
        server.start();
        rules.awaitLive();
        return new Subject(server, rules, port, websocket);
    }

    /** @return of those batched */
    private Sent rates(Run run, Subject subject, String prefix) {
        send(subject, "warm", BATCH, Run.either(WARM, Duration.ofSeconds(5)), 0, 0);
        Sent batched = shown(run, send(subject, prefix + "batched", BATCH, Run.either(SPAN, Duration.ofSeconds(10)), 0, 0));
        send(subject, "warm", 1, Run.either(WARM, Duration.ofSeconds(5)), 0, 0);
        Sent single = shown(run, send(subject, prefix + "single", 1, Run.either(SPAN, Duration.ofSeconds(10)), 0, 0));
        all.add(batched);
        all.add(single);
        for (Sent sent : List.of(batched, single)) {
            run.figure(sent.what() + ".per_s", sent.rate(), "/s");
            run.figure(sent.what() + ".cpu_us", sent.cpu() / sent.events() * 1e6, "us");
            run.figure(sent.what() + ".journal_left_out", (double) sent.counted().unwritten() / sent.events(), "");
        }
        return batched;
    }

    /** Flat out for long: the end beside the beginning, and what is held when nothing is under way. */
    private void flat(Run run, Subject subject) {
        long pid = subject.server().pid();
        double held = Held.megabytes(pid);
        try (MemoryCurve memory = new MemoryCurve(pid)) {
            memory.start();
            all.add(shown(run, send(subject, "long", BATCH, Run.either(LONG, Duration.ofSeconds(30)), 0, 0)));
            Thirds resident = Thirds.of(memory.samples());
            run.samples("resident", memory.samples());
            run.figure("long.rss.first_mb", resident.first(), "MB");
            run.figure("long.rss.last_mb", resident.last(), "MB");
            run.figure("long.rss.grown_mb", resident.grown(), "MB");
            run.step(resident.words());
        }
        double after = Held.megabytes(pid);
        run.figure("long.per_s", all.getLast().rate(), "/s");
        run.figure("long.held_mb", after, "MB");
        run.figure("long.held_grown_mb", after - held, "MB");
        run.step(String.format(Locale.ROOT, "held after a collection: %.1f MB before, %.1f MB after", held, after));
    }

    /** From the moment that a probe was due among all others until a reader has it that the rule for it published. */
    private void late(Run run, Subject subject, String what, int batch, double rate) {
        try (ProbeReader reader = new ProbeReader(subject.websocket())) {
            all.add(shown(run, send(subject, what + ".half", batch, Run.either(SPAN, Duration.ofSeconds(10)), rate, PROBES)));
            Percentiles ages = Percentiles.of(reader.ages());
            run.samples(what + ".late_ms", reader.ages());
            run.figure(what + ".late.p50_ms", ages.at(50), "ms");
            run.figure(what + ".late.p99_ms", ages.at(99), "ms");
            run.figure(what + ".late.max_ms", ages.max(), "ms");
            run.step(String.format(
                    Locale.ROOT, "%s at %.0f/s: due to read p50 %.2f, p99 %.2f, max %.1f ms of %d probes", what, rate, ages.at(50), ages.at(99), ages.max(), reader.ages().size()));
        }
    }

    private static Sent send(Subject subject, String what, int batch, Duration span, double rate, int probes) {
        Counted before = subject.rules().counted();
        List<Long> pid = List.of(subject.server().pid());
        double cpu = CpuMeter.ofTrees(pid);
        Process sender = JavaProgram.start(JavaProgram.command(RiemannSender.class, subject.port(), batch, CONNECTIONS, span.toMillis() / 1e3, rate, probes));
        try {
            String[] words = JavaProgram.line(sender).split(" ", -1);
            long told = System.nanoTime();
            subject.rules().awaitDrained();
            double seconds = Double.parseDouble(words[1]) + (System.nanoTime() - told) / 1e9;
            cpu = CpuMeter.ofTrees(pid) - cpu;
            return new Sent(what, Long.parseLong(words[0]), seconds, subject.rules().counted().since(before), cpu);
        } finally {
            JavaProgram.end(sender);
        }
    }

    private static Sent shown(Run run, Sent s) {
        run.step(String.format(
                Locale.ROOT, "%s: sent %d in %.1f s, %.0f/s at the ends, shed %d, unaccounted %d, not in the journal %d, %.3f us of the server each",
                s.what(), s.events(), s.seconds(), s.rate(), s.counted().shed(), s.unaccounted(), s.counted().unwritten(), s.cpu() / s.events() * 1e6));
        return s;
    }
}
