package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import vor.outside.Api;
import vor.outside.Deadline;
import vor.outside.VorServer;

/** Ten rules that each let the events of one service pass, a tenth, to an end of its own that is counted and does nothing else. */
final class TenthRules {
    static final String LATENCY = "latency";

    private static final String CLASS = "Tenths";
    private static final Duration LIVE = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(60);
    /* The server tells what it counts of rules a second late at most. */
    private static final Duration TOLD = Duration.ofMillis(1_500);

    private final VorServer server;
    private final Path folder;

    /**
     * What became of events.
     *
     * @param ends that reached one of the ten ends
     * @param uneven how many more reached one end than another
     * @param shed that rules did not get
     * @param unwritten that the journal did not get
     */
    record Counted(long ends, long uneven, long shed, long unwritten) {
        Counted since(Counted before) {
            return new Counted(ends - before.ends, Math.max(0, uneven - before.uneven), shed - before.shed, unwritten - before.unwritten);
        }
    }

    private TenthRules(VorServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Configures a server that is not started yet. */
    static TenthRules in(VorServer server) {
        Path folder = server.folder().resolve("rules");
        StringBuilder text = new StringBuilder("import vor.rules.*;\n\nclass " + CLASS + " extends Rules {\n");
        for (int i = 0; i < RiemannMessages.SERVICES; i++) {
            text.append("    Rule s").append(i).append(" = where(service(\"s").append(i).append("\")).to(tap(\"end\"));\n");
        }
        write(folder.resolve(CLASS + ".java"), text.append("}\n").toString());
        server.with("rules: {folder: rules}");
        return new TenthRules(server, folder);
    }

    /** Adds the rule that publishes probes, while the server runs. */
    void publishProbes() {
        write(folder.resolve("Probes.java"), """
                import vor.rules.*;

                class Probes extends Rules {
                    Rule probe = where(service("%s")).to(publish("%s"));
                }
                """.formatted(RiemannMessages.PROBE, LATENCY));
        awaitLive(RiemannMessages.SERVICES + 1);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitLive() {
        awaitLive(RiemannMessages.SERVICES);
    }

    private void awaitLive(int rules) {
        Deadline.until(LIVE, () -> rules + " rules run; the server's log: " + server.log(), () -> {
            try (Api api = server.api()) {
                return api.get("/rules").body().path("rules").size() == rules;
            }
        });
    }

    /** Waits until no event waits for rules any more. */
    void awaitDrained() {
        try (Api api = server.api()) {
            Deadline.until(DRAIN, () -> "no event waits for rules", () -> api.metrics().getOrDefault("vor_rules_waiting", 0.0) == 0);
        }
    }

    /** What the server tells of it a moment after all has been through. */
    Counted counted() {
        awaitDrained();
        Deadline.pause(TOLD);
        long ends = 0;
        long most = 0;
        long least = Long.MAX_VALUE;
        try (Api api = server.api()) {
            JsonNode told = api.get("/rules").body();
            for (JsonNode rule : told.path("rules")) {
                if (rule.path("name").asString().startsWith(CLASS + ".")) {
                    long fired = rule.path("fired").asLong();
                    ends += fired;
                    most = Math.max(most, fired);
                    least = Math.min(least, fired);
                }
            }
            Metrics metrics = Metrics.of(server);
            long unwritten = Math.round(metrics.values().getOrDefault("vor_journal_dropped_total", 0.0) + metrics.values().getOrDefault("vor_journal_lost_total", 0.0));
            return new Counted(ends, most - least, told.path("counters").path("shed").asLong(), unwritten);
        }
    }
}
