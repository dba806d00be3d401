package vor.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.outside.Checkout;

/**
 * A day of the product's own deciding in virtual time, by the hidden program of its echo engine.
 *
 * @param name of the figures
 * @param loss share of packets lost
 * @param bunchMs mean length of a bunch of losses; 0 for losses that know nothing of each other
 * @param falseDownsPerDay the setting
 */
record Simulation(String name, double loss, int bunchMs, double falseDownsPerDay) {
    private static final double SHIPPED = 0.1;
    private static final String MAIN = "vor.server.collect.ping.Simulate";

    static final List<Simulation> ALL = List.of(
            new Simulation("random1", 0.01, 0, SHIPPED),
            new Simulation("random2", 0.02, 0, SHIPPED),
            new Simulation("random5", 0.05, 0, SHIPPED),
            new Simulation("bunch50", 0.01, 50, SHIPPED),
            new Simulation("bunch200", 0.01, 200, SHIPPED),
            new Simulation("random1.stricter", 0.01, 0, 0.001),
            new Simulation("random1.looser", 0.01, 0, 10));

    /** What came of it; {@code raw} is what the program printed. */
    record Outcome(double falseDownsPerDay, double redP50, double redP99, String raw) {
        @Override
        public String toString() {
            return raw;
        }
    }

    Outcome run() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Checkout.root().resolve("dist/target/lib") + "/*",
                MAIN));
        command.addAll(arguments());
        String said = Checkout.run(Checkout.root(), command).strip();
        JsonNode last = JsonMapper.builder().build().readTree(said.substring(said.lastIndexOf('\n') + 1));
        return new Outcome(
                last.path("falseDownsPerDay").asDouble(),
                last.path("redP50Ms").asDouble(),
                last.path("redP99Ms").asDouble(),
                last.toString());
    }

    private List<String> arguments() {
        return List.of("--loss", Double.toString(loss), "--bunch", Integer.toString(bunchMs), "--setting", Double.toString(falseDownsPerDay));
    }
}
