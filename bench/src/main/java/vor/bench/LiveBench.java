package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vor.outside.Api;
import vor.outside.Checkout;
import vor.outside.Deadline;
import vor.outside.VorServer;

/**
 * A thousand open pages on one processor: how long a change takes to each of them, what those cost who read nothing, and how many answers from memory a second
 * the same processor gives, beside Varnish in front of the same bytes. The server has processor 0, whoever asks has processor 1.
 */
final class LiveBench implements Bench {
    private static final int SERVER = 0;
    private static final int ASKING = 1;
    private static final int READERS = 1_000;
    private static final int STALLED = 100;
    private static final int DEVICES = 100;
    /** With twenty writes a second. */
    private static final int CHANGED_AT_ONCE = 5;
    /** So that the list of devices has about 100 kB. */
    private static final int NOTE = 640;
    private static final Duration WARM = Duration.ofSeconds(30);
    private static final Duration SPAN = Duration.ofSeconds(60);
    private static final Duration STALLS = Duration.ofMinutes(3);
    /* The server ends who takes nothing for 30 s. */
    private static final Duration RENEW = Duration.ofSeconds(25);
    private static final Duration PARTING = Duration.ofSeconds(10);
    private static final String LIST = "/api/v1/devices";

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String about() {
        return "a thousand readers of the stream, and answers from memory beside Varnish, on one processor";
    }

    @Override
    public void measure(Run run) {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            throw new IllegalStateException("needs two processors: one for the server, one for its readers");
        }
        Checkout.run(Path.of("."), List.of("taskset", "-acp", Integer.toString(ASKING), Long.toString(ProcessHandle.current().pid())));
        try (VorServer server = server(run)) {
            server.pinned(SERVER).start();
            readers(run, server);
            Deadline.pause(PARTING); // a thousand go at once
            answers(run, server);
        }
    }

    private static VorServer server(Run run) {
        Path folder = run.folder("site");
        VorServer server = VorServer.in(folder, "Bench", "");
        StringBuilder yaml = new StringBuilder("vor: inventory/1\ndevices:\n");
        for (int i = 1; i <= DEVICES; i++) {
            yaml.append(String.format("  d%d: {note: \"\"}%n  still%d: {note: \"%s\"}%n", i, i, noise(i)));
        }
        try {
            server.importInventory(Files.writeString(folder.resolve("inventory.yaml"), yaml));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same in every run, and no coding makes much of it. */
    private static String noise(int seed) {
        return new java.util.Random(seed)
                .ints(NOTE, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void readers(Run run, VorServer server) {
        try (Crowd crowd = new Crowd(server.url(), READERS);
                MemoryCurve memory = new MemoryCurve(server.pid());
                Changes changes = new Changes(server, LiveBench::some)) {
            run.step(READERS + " readers, 100 changes a second");
            changes.start();
            Deadline.pause(Run.either(WARM, Duration.ofSeconds(5)));
            report(run, "readers", crowd, server, Run.either(SPAN, Duration.ofSeconds(10)));
            memory.start();
            double held = Held.megabytes(server.pid());
            run.step("the same while " + STALLED + " more read nothing");
            List<Double> rounds = stall(run, server, crowd);
            memory(run, memory);
            held(run, held, rounds);
            changes.check();
        }
    }

    /** Each says in its note when it was sent. */
    private static String some(int n) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < CHANGED_AT_ONCE; i++) {
            int device = (n * CHANGED_AT_ONCE + i) % DEVICES + 1;
            all.add("{\"name\":\"d" + device + "\",\"note\":\"" + System.currentTimeMillis() + "\"}");
        }
        return "[" + String.join(",", all) + "]";
    }

    /** @return what the server held at the end of each round, while they still stalled */
    private static List<Double> stall(Run run, VorServer server, Crowd crowd) {
        List<Double> held = new ArrayList<>();
        Deadline end = Deadline.in(Run.either(STALLS, Duration.ofSeconds(30)));
        for (int round = 0; !end.passed(); round++) {
            try (Stalled ignored = new Stalled(server.url(), STALLED)) {
                Duration span = Duration.ofNanos(Math.clamp(end.remaining(), 1_000_000_000L, RENEW.toNanos()));
                if (round == 0) {
                    report(run, "stalled", crowd, server, span);
                } else {
                    Deadline.pause(span);
                }
                held.add(Held.megabytes(server.pid()));
            }
        }
        return held;
    }

    /** The end beside the beginning, each the mean of ten seconds. */
    private static void memory(Run run, MemoryCurve curve) {
        List<Double> all = curve.samples().stream().map(MemoryCurve.Sample::megabytes).toList();
        int some = Math.min(10, all.size());
        double before = mean(all.subList(0, some));
        double after = mean(all.subList(all.size() - some, all.size()));
        run.figure("stalled.grown_mb", after - before, "MB");
        run.figure("stalled.rss_mb", after, "MB");
        run.samples("memory", curve.samples());
        run.step(String.format(Locale.ROOT, "resident: %.0f MB before, %.0f MB at the end", before, after));
    }

    /** Those who stall cost something; that it does not become more is what is asked. */
    private static void held(Run run, double before, List<Double> rounds) {
        int half = Math.max(1, rounds.size() / 2); // one alone says little: it has what is under way just then
        double first = mean(rounds.subList(0, half));
        double last = mean(rounds.subList(rounds.size() - half, rounds.size()));
        run.figure("stalled.held_mb", last, "MB");
        run.figure("stalled.held_of_stalled_mb", first - before, "MB");
        run.figure("stalled.held_grown_mb", last - first, "MB");
        run.samples("held", rounds);
        run.step(String.format(
                Locale.ROOT, "held after a collection: %.1f MB without them, %.1f MB with them in the first half, %.1f MB in the second", before, first, last));
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(n -> n).average().orElseThrow();
    }

    private static void report(Run run, String prefix, Crowd crowd, VorServer server, Duration span) {
        double cpu = CpuMeter.ofTrees(List.of(server.pid()));
        crowd.forget();
        long began = System.nanoTime();
        Deadline.pause(span);
        Crowd.Heard heard = crowd.heard();
        double seconds = (System.nanoTime() - began) / 1e9;
        double share = (CpuMeter.ofTrees(List.of(server.pid())) - cpu) / seconds;
        run.figure(prefix + ".p50_ms", heard.at(50), "ms");
        run.figure(prefix + ".p99_ms", heard.at(99), "ms");
        run.figure(prefix + ".max_ms", heard.at(100), "ms");
        run.figure(prefix + ".changes_per_s", heard.changes() / seconds / READERS, "changes");
        run.figure(prefix + ".frames_per_s", heard.frames() / seconds / READERS, "frames");
        run.figure(prefix + ".open", heard.open(), "readers");
        run.figure(prefix + ".cores", share, "cores");
        run.step(String.format(
                Locale.ROOT,
                "%s: change to read p50 %.0f, p99 %.0f, max %.0f ms; each of %d read %.1f frames and %.0f changes a second; %.2f of a core",
                prefix, heard.at(50), heard.at(99), heard.at(100), heard.open(), heard.frames() / seconds / READERS,
                heard.changes() / seconds / READERS, share));
    }

    private static void answers(Run run, VorServer server) {
        String tag;
        int size;
        try (Api api = server.api()) {
            var answer = api.raw("GET", LIST, null);
            tag = answer.headers().firstValue("ETag").orElseThrow();
            size = answer.body().length();
        }
        run.figure("snapshot_kb", size / 1000.0, "kB");
        List<Double> ours = rates(run, "vor", server.url() + LIST.substring(1), tag, size);
        try (Varnish varnish = Varnish.before(server.url(), run.folder("varnish"), SERVER)) {
            List<Double> theirs = rates(run, "varnish", varnish.url() + LIST.substring(1), tag, size);
            run.figure("not_modified_per_s", ours.get(0), "answers", theirs.get(0));
            run.figure("snapshots_per_s", ours.get(1), "answers", theirs.get(1));
            run.figure("not_modified_of_varnish", ours.get(0) / theirs.get(0), "times");
            run.figure("snapshots_of_varnish", ours.get(1) / theirs.get(1), "times");
        }
    }

    private static List<Double> rates(Run run, String who, String url, String tag, int size) {
        List<Double> rates = new ArrayList<>();
        Wrk wrk = new Wrk(ASKING, Run.either(Duration.ofSeconds(20), Duration.ofSeconds(5)));
        wrk.of(url, 64, List.of("If-None-Match: " + tag)); // to warm it up
        wrk.of(url, 32, List.of());
        Wrk.Result held = wrk.of(url, 64, List.of("If-None-Match: " + tag));
        if (held.bytesEach() > 2_000) {
            throw new IllegalStateException(who + " did not answer 304: " + held.bytesEach() + " bytes an answer");
        }
        Wrk.Result whole = wrk.of(url, 32, List.of());
        if (whole.bytesEach() < size) {
            throw new IllegalStateException(who + " did not send the whole list: " + whole.bytesEach() + " bytes an answer");
        }
        rates.add(held.perSecond());
        rates.add(whole.perSecond());
        run.step(String.format(Locale.ROOT, "%s: %.0f 304s a second, %.0f lists of %d kB", who, held.perSecond(), whole.perSecond(), size / 1000));
        return rates;
    }
}
