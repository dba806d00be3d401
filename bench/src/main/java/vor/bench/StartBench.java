package vor.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vor.outside.Deadline;
import vor.outside.LiveReader;

/** From the command to the first echo on the cable, and the memory it then holds. */
final class StartBench implements Bench {
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "from the command to the first echo, and resident memory";
    }

    @Override
    public void measure(Run run) {
        try (Stand stand = Stand.of(run, 190)) {
            firstEchoes(run, stand);
            run.figure("rss.190_mb", memory(run, stand), "MB");
        }
        try (Stand stand = Stand.of(run, 5000)) {
            run.figure("rss.10k_mb", memory(run, stand), "MB");
        }
    }

    private static void firstEchoes(Run run, Stand stand) {
        List<Double> times = new ArrayList<>();
        for (int i = 0, most = Run.either(12, 3); i < most; i++) {
            times.add(firstEcho(stand));
            stand.server().stop();
            run.step(String.format("start %d: first echo after %.0f ms", i + 1, times.getLast()));
        }
        Percentiles p = Percentiles.of(times);
        run.figure("first_echo.p50_ms", p.at(50), "ms");
        run.figure("first_echo.max_ms", p.max(), "ms");
        run.samples("first_echo_ms", times);
    }

    /** Milliseconds from just before the command to the moment at which the kernel saw the first request on the cable. */
    private static double firstEcho(Stand stand) {
        try (Sniffer sniffer = new Sniffer()) {
            Instant given = Instant.now();
            stand.server().launch();
            return Duration.between(given, sniffer.first()).toNanos() / 1e6;
        }
    }

    /** Megabytes (10^6) after a minute with one page open. */
    private static double memory(Run run, Stand stand) {
        run.step("memory after a minute with one page open");
        stand.server().start();
        try (LiveReader live = new LiveReader(stand.server())) {
            live.awaitAllGood(Stand.SETTLE);
        }
        try (Painter page = new Painter(stand.server().url(), painted -> {})) {
            Deadline.pause(Run.either(A_WHILE, Duration.ofSeconds(15)));
            page.check();
            double megabytes = Resident.megabytes(stand.server().pid());
            run.step(String.format("resident: %.0f MB", megabytes));
            return megabytes;
        } finally {
            stand.server().stop();
        }
    }

    /** tcpdump on the cable of the practice network; ready when the constructor returns. */
    private static final class Sniffer implements AutoCloseable {
        private static final String ECHO_REQUESTS = "icmp[icmptype] = icmp-echo or (icmp6 and ip6[40] = 128)";

        private final Process process;

        Sniffer() {
            try {
                process = new ProcessBuilder("tcpdump", "-i", "vor0", "-nn", "-tt", "-l", "--immediate-mode", "-c", "1", ECHO_REQUESTS)
                        .start();
                BufferedReader said = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
                while (!line(said.readLine()).startsWith("listening on")) {}
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String line(@Nullable String line) {
            if (line == null) {
                throw new IllegalStateException("tcpdump does not run here");
            }
            return line;
        }

        /** When the first request passed, by the kernel's clock. */
        Instant first() {
            try (BufferedReader packets = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String seconds = line(packets.readLine()).split(" ", 2)[0];
                long micros = Math.round(Double.parseDouble(seconds) * 1e6);
                return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
