package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import vor.outside.Api;
import vor.outside.VorServer;

/**
 * What went astray on our side of the cable.
 *
 * @param sent echo requests by Vor's own count
 * @param received genuine replies by Vor's own count
 * @param refused requests that our kernel or the budget refused
 * @param dropped replies that the kernel threw away as a raw socket of this machine had no room
 */
record Losses(long sent, long received, long refused, long dropped) {

    static Losses read(VorServer server) {
        try (Api api = server.api()) {
            Map<String, Double> metrics = api.metrics();
            double refused = metrics.entrySet().stream()
                    .filter(e -> e.getKey().startsWith("vor_ping_send_errors_total"))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            return new Losses(
                    number(metrics, "vor_ping_sent_total"),
                    number(metrics, "vor_ping_received_total"),
                    (long) refused + number(metrics, "vor_ping_budget_refused_total"),
                    drops("/proc/net/raw") + drops("/proc/net/raw6") + drops("/proc/net/icmp") + drops("/proc/net/icmp6"));
        }
    }

    private static long number(Map<String, Double> metrics, String name) {
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalStateException("/metrics has no " + name);
        }
        return value.longValue();
    }

    /* The last column of each socket's line. */
    private static long drops(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .skip(1)
                    .mapToLong(line -> Long.parseLong(line.strip().substring(line.strip().lastIndexOf(" ") + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Losses since(Losses before) {
        return new Losses(sent - before.sent, received - before.received, refused - before.refused, dropped - before.dropped);
    }

    long byUs() {
        return refused + dropped;
    }

    /** Also what the practice network lost; what was on its way at both ends of the measurement blurs it a little. */
    long unanswered() {
        return sent - received;
    }
}
