package vor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vor.outside.Checkout;

/** One run of one benchmark: shows how far it is, collects figures and samples, writes the result. For one thread. */
final class Run {
    /** What stands in a result for a figure without bound, such as the time of a cut that nobody noticed. */
    static final String INFINITE = "infinite";

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonMapper COMPACT = JsonMapper.builder().build();

    private final String name;
    private final Instant began = Instant.now();
    private final Stolen host = Stolen.fromNow();
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final Map<String, List<?>> samples = new LinkedHashMap<>();

    private record Figure(double value, String unit, Optional<Double> peer) {}

    private Run(String name) {
        this.name = name;
    }

    /** Removes the old result, so that none can be taken for a new one. */
    static Run begin(String name) {
        try {
            Files.createDirectories(results());
            Files.deleteIfExists(results().resolve(name + ".json"));
            Files.deleteIfExists(results().resolve(name + ".samples.json"));
            return new Run(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path results() {
        return Checkout.root().resolve("bench/results");
    }

    /** A folder of its own for the product's files, empty. */
    Path folder(String what) {
        Path folder = Checkout.root().resolve("build/bench").resolve(name).resolve(what);
        try {
            Folders.remove(folder);
            Files.createDirectories(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the short form is asked for. */
    static boolean quick() {
        String asked = System.getenv("BENCH_QUICK");
        return asked != null && !asked.isEmpty() && !asked.equals("0");
    }

    static Duration either(Duration full, Duration quick) {
        return quick() ? quick : full;
    }

    static int either(int full, int quick) {
        return quick() ? quick : full;
    }

    /** One line: how long it runs already, and what it does now. */
    void step(String what) {
        Duration so = Duration.between(began, Instant.now());
        System.out.printf("%3d:%02d  %-13s %s%n", so.toMinutes(), so.toSecondsPart(), name, what);
    }

    void figure(String figure, double value, String unit) {
        figures.put(figure, new Figure(value, unit, Optional.empty()));
    }

    void figure(String figure, double value, String unit, double peer) {
        figures.put(figure, new Figure(value, unit, Optional.of(peer)));
    }

    /** Raw samples, one list of any records that JSON can hold. */
    void samples(String what, List<?> rows) {
        samples.put(what, List.copyOf(rows));
    }

    /** @return the file, relative to the checkout */
    Path write() {
        ObjectNode result = JSON.createObjectNode();
        result.put("bench", name);
        result.put("at", began.truncatedTo(ChronoUnit.SECONDS).toString());
        result.put("quick", quick());
        result.put("machine", Machine.describe());
        result.put("commit", Machine.commit());
        number(result, "stolen_percent", host.percent());
        ObjectNode all = result.putObject("figures");
        figures.forEach((figure, f) -> {
            ObjectNode node = all.putObject(figure);
            number(node, "value", f.value());
            node.put("unit", f.unit());
            f.peer().ifPresentOrElse(p -> number(node, "peer", p), () -> node.putNull("peer"));
        });
        Path file = results().resolve(name + ".json");
        try {
            Files.writeString(file, JSON.writeValueAsString(result) + "\n");
            Files.writeString(results().resolve(name + ".samples.json"), COMPACT.writeValueAsString(samples) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Checkout.root().relativize(file);
    }

    private static void number(ObjectNode node, String field, double value) {
        if (Double.isInfinite(value)) {
            node.put(field, INFINITE);
        } else {
            node.put(field, Math.rint(value * 1000) / 1000);
        }
    }
}
