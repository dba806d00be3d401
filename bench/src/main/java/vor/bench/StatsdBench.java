package vor.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import vor.outside.Checkout;
import vor.outside.Deadline;

/** Datagrams of statsd flat out: {@code vor statsd}, npm's statsd and a bare loop by the same configuration, at the same buffer. */
final class StatsdBench implements Bench {
    private static final String NPM = "statsd@0.9.0";
    private static final Path LIMIT = Path.of("/proc/sys/net/core/rmem_max");
    private static final int BUFFER = 64 << 20;
    private static final int SMALL_BUFFER = 1 << 20;
    private static final int PORT = 28_125;
    private static final int MANAGEMENT = 28_126;
    private static final int LEAST_RATE = 250_000;
    private static final int FEW = 100;
    private static final int MANY = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PRELOAD = """
            const dgram = require('dgram');
            const create = dgram.createSocket;
            dgram.createSocket = (...words) => {
              const socket = create(...words);
              socket.on('listening', () => socket.setRecvBufferSize(Number(process.env.BENCH_BUFFER)));
              return socket;
            };
            """;

    /**
     * What became of one flood.
     *
     * @param kept counted by the receiver, or told to carbon
     * @param dropped by the kernel
     * @param cpu seconds of the whole process, from before the first datagram until the last flush
     */
    private record Flood(String who, int keys, long sent, double seconds, long kept, long dropped, double cpu, double megabytes) {
        double ratio() {
            return (double) kept / sent;
        }

        double rate() {
            return sent / seconds;
        }

        double micros() {
            return cpu / sent * 1e6;
        }
    }

    @Override
    public String name() {
        return "statsd";
    }

    @Override
    public String about() {
        return "datagrams flat out into vor statsd, npm's statsd and a bare loop: kept, processor time, memory";
    }

    @Override
    public void measure(Run run) {
        Path folder = run.folder("run");
        String before = write(LIMIT, String.valueOf(BUFFER));
        try {
            Path node = npm(run);
            int count = Run.either(5_000_000, 500_000);
            Flood vor = shown(run, flood(vor(folder, BUFFER), FEW, count, folder, 1));
            Flood npm = shown(run, flood(node(folder, node), FEW, count, folder, 1));
            Flood bare = shown(run, flood(bare(), FEW, count, folder, 1));
            Flood vorKeys = shown(run, flood(vor(folder, BUFFER), MANY, count, folder, 1));
            Flood npmKeys = shown(run, flood(node(folder, node), MANY, count, folder, 1));
            Flood over = shown(run, flood(vor(folder, SMALL_BUFFER), FEW, count, folder, 2));
            run.samples("floods", List.of(vor, npm, bare, vorKeys, npmKeys, over));
            run.figure("offered_per_s", vor.rate(), "/s", npm.rate());
            run.figure("kept_ratio", vor.ratio(), "", npm.ratio());
            run.figure("cpu_us", vor.micros(), "us", npm.micros());
            run.figure("cpu_of_node", vor.micros() / npm.micros(), "times");
            run.figure("bare.kept_ratio", bare.ratio(), "");
            run.figure("cpu_of_bare", vor.micros() / bare.micros(), "times");
            run.figure("keys.kept_ratio", vorKeys.ratio(), "", npmKeys.ratio());
            run.figure("keys.cpu_us", vorKeys.micros(), "us", npmKeys.micros());
            run.figure("keys.rss_mb", vorKeys.megabytes(), "MB", npmKeys.megabytes());
            run.figure("overload.kept_ratio", over.ratio(), "");
            run.figure("overload.unaccounted", over.sent() - over.kept() - over.dropped(), "");
            for (Flood flood : List.of(vor, npm, bare, vorKeys, npmKeys)) {
                requireFast(run, flood);
            }
        } finally {
            write(LIMIT, before);
        }
    }

    private static void requireFast(Run run, Flood flood) {
        if (flood.rate() < LEAST_RATE) {
            String words = String.format(Locale.ROOT, "void: only %.0f/s were sent to %s, at least %d are needed", flood.rate(), flood.who(), LEAST_RATE);
            if (!Run.quick()) {
                throw new IllegalStateException(words);
            }
            run.step(words);
        }
    }

    private static Flood shown(Run run, Flood f) {
        run.step(String.format(
                Locale.ROOT, "%s, %d keys: sent %d at %.0f/s, kept %d (%.4f), kernel dropped %d, %.3f us each, %.0f MB",
                f.who(), f.keys(), f.sent(), f.rate(), f.kept(), f.ratio(), f.dropped(), f.micros(), f.megabytes()));
        return f;
    }

    /** A receiver. One that does not flush counts by itself. */
    private record Receiver(String who, List<String> command, boolean flushes, int buffer) {}

    private static Receiver vor(Path folder, int buffer) {
        return new Receiver(
                "vor", List.of(Checkout.launcher().toString(), "statsd", "--receive-buffer", String.valueOf(buffer >> 20), folder.resolve("statsd.js").toString()), true, buffer);
    }

    private static Receiver node(Path folder, Path stats) {
        return new Receiver("npm", List.of("node", "--no-deprecation", "-r", folder.resolve("preload.js").toString(), stats.toString(), folder.resolve("statsd.js").toString()), true, BUFFER);
    }

    private static Receiver bare() {
        return new Receiver("bare", java("receive", PORT, BUFFER), false, BUFFER);
    }

    private static List<String> java(Object... words) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-Xmx128m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Datagrams.class.getName()));
        for (Object word : words) {
            command.add(String.valueOf(word));
        }
        return command;
    }

    private static Flood flood(Receiver receiver, int keys, int count, Path folder, int senders) {
        try (FlushedCounts carbon = new FlushedCounts()) {
            Files.writeString(folder.resolve("preload.js"), PRELOAD);
            Files.writeString(folder.resolve("statsd.js"), String.format(
                    Locale.ROOT,
                    "{ port: %d, address: '127.0.0.1', mgmt_port: %d, mgmt_address: '127.0.0.1', flushInterval: %d, deleteIdleStats: false, graphiteHost: '127.0.0.1', graphitePort: %d }",
                    PORT, MANAGEMENT, flush().toMillis(), carbon.port()));
            ProcessBuilder builder = new ProcessBuilder(receiver.command()).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("BENCH_BUFFER", String.valueOf(receiver.buffer()));
            Process process = builder.start();
            try (BufferedReader out = process.inputReader()) {
                awaitUp(out);
                Deadline.pause(Duration.ofSeconds(2));
                return flood(receiver, process, out, carbon, keys, count, senders);
            } finally {
                end(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitUp(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("server is up")) {
                return;
            }
        }
        throw new IllegalStateException("a receiver ended before it was up");
    }

    private static Flood flood(Receiver receiver, Process process, BufferedReader out, FlushedCounts carbon, int keys, int count, int senders) throws IOException {
        List<Long> pid = List.of(process.pid());
        double cpu = CpuMeter.ofTrees(pid);
        List<Process> sending = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            sending.add(new ProcessBuilder(java("send", PORT, count, keys)).redirectError(ProcessBuilder.Redirect.INHERIT).start());
        }
        double seconds = 0;
        for (Process one : sending) {
            seconds = Math.max(seconds, Double.parseDouble(one.inputReader().readLine()));
        }
        long sent = (long) count * senders;
        if (receiver.flushes()) {
            settle(carbon, sent);
        } else {
            Deadline.pause(Duration.ofSeconds(1));
        }
        cpu = CpuMeter.ofTrees(pid) - cpu;
        long dropped = KernelTable.drops(PORT);
        double megabytes = Resident.megabytes(process.pid());
        long kept = carbon.sum();
        if (!receiver.flushes()) {
            process.toHandle().destroy(); // the process itself would close what it has yet to say
            kept = Long.parseLong(out.readLine());
        }
        return new Flood(receiver.who(), keys, sent, seconds, kept, dropped, cpu, megabytes);
    }

    /** statsd's own interval; shorter in the short form, where flushes weigh more for that. */
    private static Duration flush() {
        return Run.either(Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    /** Until all is there, or nothing more has come for three flushes. */
    private static void settle(FlushedCounts carbon, long sent) {
        Deadline end = Deadline.in(PATIENCE);
        Deadline quiet = Deadline.in(flush().multipliedBy(3));
        long last = carbon.sum();
        while (last < sent && !end.passed() && !quiet.passed()) {
            Deadline.pause(Duration.ofMillis(50));
            if (carbon.sum() != last) {
                last = carbon.sum();
                quiet = Deadline.in(flush().multipliedBy(3));
            }
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Deadline end = Deadline.in(Duration.ofSeconds(10));
            while (KernelTable.open(PORT) && !end.passed()) {
                Deadline.pause(Duration.ofMillis(20)); // a full buffer takes its time to be given back
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** From the registry, at this version, unless VOR_STATSD_NPM names a folder that has it. */
    private static Path npm(Run run) {
        String named = System.getenv("VOR_STATSD_NPM");
        if (named != null && !named.isEmpty()) {
            return Path.of(named).resolve("stats.js");
        }
        Path folder = run.folder("npm");
        Checkout.run(folder, List.of("npm", "install", "--no-save", "--omit=optional", "--no-audit", "--no-fund", "--prefix", folder.toString(), NPM));
        return folder.resolve("node_modules/statsd/stats.js");
    }

    /** @return what stood there; of such a file all has to be read at once */
    private static String write(Path file, String text) {
        try {
            String before = Files.readAllLines(file).getFirst().strip();
            Files.writeString(file, text);
            return before;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
