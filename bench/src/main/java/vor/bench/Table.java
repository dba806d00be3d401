package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.outside.Checkout;

/** The results against the targets, as Markdown: printed, and put between the markers of the README. */
final class Table {
    private static final String BEGIN = "<!-- bench:begin -->";
    private static final String END = "<!-- bench:end -->";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Table() {}

    static void render() {
        String table = of(Target.all(), results());
        System.out.print(table);
        try {
            Path readme = Checkout.root().resolve("README.md");
            String before = Files.exists(readme) ? Files.readString(readme) : "";
            if (between(before, table).equals(before)) {
                return;
            }
            Files.writeString(readme, between(before, table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, JsonNode> results() {
        Map<String, JsonNode> results = new HashMap<>();
        try {
            for (Bench bench : Main.BENCHES) {
                Path file = Run.results().resolve(bench.name() + ".json");
                if (Files.exists(file)) {
                    results.put(bench.name(), JSON.readTree(Files.readString(file)));
                }
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param results by the name of the benchmark */
    static String of(List<Target> targets, Map<String, JsonNode> results) {
        List<String> lines = new ArrayList<>(List.of("| what | Vor | aim | peer | |", "|---|--:|--:|--:|---|"));
        targets.forEach(t -> lines.add(row(t, results.getOrDefault(t.bench(), JSON.missingNode()).path("figures").path(t.figure()))));
        lines.add("");
        new TreeMap<>(results).forEach((name, r) -> lines.add(origin(name, r)));
        return String.join("\n", lines) + "\n";
    }

    private static String row(Target t, JsonNode figure) {
        if (figure.isMissingNode()) {
            return "| " + t.text() + " | not measured | " + t.wanted() + " | | |";
        }
        double value = number(figure.path("value"));
        String peer = figure.path("peer").isNull() ? "" : Target.shown(number(figure.path("peer"))) + t.unit();
        String shown = Target.shown(value) + t.unit();
        return "| " + t.text() + " | " + shown + " | " + t.wanted() + " | " + peer + " | " + (t.metBy(value) ? "met" : "**missed**") + " |";
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.POSITIVE_INFINITY;
    }

    private static String origin(String name, JsonNode result) {
        return "`" + name + "`" + (result.path("quick").asBoolean(false) ? " (short form)" : "") + ": " + result.path("at").asString()
                + ", commit " + result.path("commit").asString() + ", " + result.path("machine").asString() + stolen(result) + "  ";
    }

    /** Said where it is enough to be felt. */
    private static String stolen(JsonNode result) {
        double percent = result.path("stolen_percent").asDouble(0);
        return percent < 1 ? "" : ", of whose time the host took " + Math.round(percent) + " %";
    }

    /** The text with what stands between the markers replaced; unchanged where it has no markers. */
    static String between(String text, String table) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        if (begin < 0 || end < 0) {
            return text;
        }
        return text.substring(0, begin + BEGIN.length()) + "\n" + table + text.substring(end);
    }
}
