package vor.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.outside.Checkout;

/**
 * A day of 10,000 targets through the product's own deciding in virtual time, by the hidden program of its echo engine.
 *
 * @param name of the figures
 * @param loss as that program wants it
 * @param setting false downs a day for the whole site
 */
record Simulation(String name, String loss, double setting) {
    private static final double SHIPPED = 0.1;
    private static final int HOURS = 24;
    private static final String MAIN = "vor.server.collect.ping.Simulate";

    static final List<Simulation> ALL = List.of(
            new Simulation("random1", "random:0.01", SHIPPED),
            new Simulation("random2", "random:0.02", SHIPPED),
            new Simulation("random5", "random:0.05", SHIPPED),
            new Simulation("bunch50", "bunch:0.01:50ms", SHIPPED),
            new Simulation("bunch200", "bunch:0.01:200ms", SHIPPED),
            new Simulation("random1.stricter", "random:0.01", 0.001),
            new Simulation("random1.looser", "random:0.01", 10));

    /** What came of it; {@code raw} is what the program printed. */
    record Outcome(double falseDownsPerDay, double redP50, double redP99, String raw) {}

    Outcome run() {
        int hours = Run.either(HOURS, 1);
        String said = Checkout.run(Checkout.root(), command(hours), Duration.ofHours(1)).strip();
        JsonNode result = JsonMapper.builder().build().readTree(said.substring(said.lastIndexOf('\n') + 1));
        return new Outcome(
                result.path("false_downs").asDouble() * HOURS / hours,
                result.path("down_p50_ms").asDouble(),
                result.path("down_p99_ms").asDouble(),
                result.toString());
    }

    private List<String> command(int hours) {
        return List.of( // virtual time has time: whatever else runs on the machine goes first
                "chrt",
                "--idle",
                "0",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Checkout.root().resolve("dist/target/lib") + "/*",
                MAIN,
                "--targets",
                "10000",
                "--hours",
                Integer.toString(hours),
                "--loss",
                loss,
                "--setting",
                Double.toString(setting),
                "--json");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, setting %s a day", loss, setting);
    }
}
