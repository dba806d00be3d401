package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.outside.Checkout;

/**
 * What one figure should reach.
 *
 * @param bench whose figure
 * @param most the figure is met when it is not above this
 * @param text what is measured, for people
 */
record Target(String bench, String figure, double most, String unit, String text) {

    /** Those of {@code bench/targets.json}, in its order. */
    static List<Target> all() {
        try {
            JsonNode file = JsonMapper.builder().build()
                    .readTree(Files.readString(Checkout.root().resolve("bench/targets.json")));
            List<Target> all = new ArrayList<>();
            for (JsonNode t : file.path("targets")) {
                all.add(of(t));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Target of(JsonNode t) {
        String op = t.path("aim").path("op").asString();
        if (!op.equals("<=")) {
            throw new IllegalArgumentException("targets.json: the aim of " + t.path("figure") + " has op \"" + op + "\"; known is \"<=\"");
        }
        return new Target(
                t.path("bench").asString(),
                t.path("figure").asString(),
                t.path("aim").path("value").asDouble(),
                t.path("unit").asString(),
                t.path("text").asString());
    }

    String aim() {
        return "at most " + shown(most) + unit();
    }

    boolean metBy(double value) {
        return value <= most;
    }

    /** A number as people read it: whole when large, with two digits when small. */
    static String shown(double value) {
        if (Double.isInfinite(value)) {
            return "never";
        }
        if (value == Math.rint(value) || value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** With the space before it. */
    @Override
    public String unit() {
        return unit.isEmpty() ? "" : " " + unit;
    }
}
