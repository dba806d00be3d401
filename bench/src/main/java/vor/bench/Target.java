package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.outside.Checkout;

/**
 * What one figure should reach.
 *
 * @param bench whose figure
 * @param bound on which side of the aim it should be
 * @param aim itself is good enough
 * @param text what is measured, for people
 */
record Target(String bench, String figure, Bound bound, double aim, String unit, String text) {

    /** Whether little is good or much. */
    enum Bound {
        AT_MOST("<=", "at most"),
        AT_LEAST(">=", "at least");

        private final String op;
        private final String words;

        Bound(String op, String words) {
            this.op = op;
            this.words = words;
        }
    }

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
        return new Target(
                t.path("bench").asString(),
                t.path("figure").asString(),
                bound(t),
                t.path("aim").path("value").asDouble(),
                t.path("unit").asString(),
                t.path("text").asString());
    }

    private static Bound bound(JsonNode t) {
        String op = t.path("aim").path("op").asString();
        return Stream.of(Bound.values())
                .filter(b -> b.op.equals(op))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("targets.json: the aim of " + t.path("figure") + " has op \"" + op
                        + "\"; known are \"<=\" and \">=\""));
    }

    /** In words, with the unit. */
    String wanted() {
        return bound.words + " " + shown(aim) + unit();
    }

    /** What never happened or could not be measured meets nothing. */
    boolean metBy(double value) {
        return Double.isFinite(value)
                && switch (bound) {
                    case AT_MOST -> value <= aim;
                    case AT_LEAST -> value >= aim;
                };
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
