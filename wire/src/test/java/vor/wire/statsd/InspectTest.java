package vor.wire.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.wire.statsd.Inspect.Shown;

class InspectTest {
    private static final String NODE = """
            const util = require('util');
            const lines = require('fs').readFileSync(process.argv[2], 'utf8').split('\\n').filter(l => l);
            const out = [];
            for (const line of lines) {
              const value = JSON.parse(line, (k, v) => v === '-0' ? -0 : v === 'inf' ? Infinity : v);
              out.push(util.inspect(value), util.inspect(value, { depth: 5, colors: true }));
            }
            process.stdout.write(out.join('\\u0001'));
            """;
    private static final List<String> KEYS = List.of(
            "a", "a.b", "statsd.packets_received", "10", "9", "007", "_x", "it's", "\"q\"'s", "a'b\"c`d", "\t", "\u00e6", "", "4294967295", "4294967294", "long.name.of.a.metric.that.goes.on.and.on", "B2",
            "\u007f", "\ud83d\ude00", "\u4e2d");

    @TempDir
    Path folder = Path.of("");

    private static String show(Shown shown) {
        return Inspect.plain().of(shown);
    }

    private static Shown.Numbers numbers(double... values) {
        return new Shown.Numbers(values);
    }

    @Test
    void nothingAndLittleStandOnOneLine() {
        assertThat(show(new Shown.Fields(Map.of()))).isEqualTo("{}");
        assertThat(show(numbers())).isEqualTo("[]");
        assertThat(show(new Shown.Fields(Map.of("a.b", new Shown.Number(-0.0))))).isEqualTo("{ 'a.b': -0 }");
        assertThat(show(numbers(1, 2.5, 3))).isEqualTo("[ 1, 2.5, 3 ]");
    }

    @Test
    void sevenNumbersStandInColumns() {
        assertThat(show(numbers(1, 2, 3, 4, 5, 6, 700))).isEqualTo("[\n  1, 2,   3, 4,\n  5, 6, 700\n]");
    }

    @Test
    void beyondAHundredTheyAreOnlyCounted() {
        assertThat(show(new Shown.Numbers(new double[101]))).endsWith("\n  ... 1 more item\n]");
        assertThat(show(new Shown.Numbers(new double[130]))).endsWith("\n  ... 30 more items\n]");
    }

    @Test
    void beyondTheDepthThereIsOnlyAWord() {
        Shown deep = new Shown.Fields(Map.of("a", new Shown.Fields(Map.of("b", new Shown.Fields(Map.of("c", new Shown.Fields(Map.of("d", numbers(1)))))))));
        assertThat(show(deep)).isEqualTo("{ a: { b: { c: [Object] } } }");
    }

    @Test
    void nodeShowsTheSame() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Shown> all = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            all.add(fields(random, 0));
        }
        List<String> theirs = node(all.stream().map(InspectTest::json).toList());
        for (int i = 0; i < all.size(); i++) {
            assertThat(show(all.get(i))).as("seed %d: %s", seed, json(all.get(i))).isEqualTo(theirs.get(2 * i));
            assertThat(new Inspect(5, true).of(all.get(i))).as("seed %d: %s", seed, json(all.get(i))).isEqualTo(theirs.get(2 * i + 1));
        }
    }

    private List<String> node(List<String> values) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("show.js"), NODE);
        Path in = Files.write(folder.resolve("in"), values);
        Path out = folder.resolve("out");
        Process node;
        try {
            node = new ProcessBuilder("node", script.toString(), in.toString()).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            System.out.println("skipped: there is no node");
            assumeTrue(false, "there is no node");
            throw e;
        }
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return List.of(Files.readString(out, StandardCharsets.UTF_8).split("\u0001", -1));
    }

    private static Shown fields(Random random, int depth) {
        Map<String, Shown> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            fields.put(KEYS.get(random.nextInt(KEYS.size())), depth < 4 && random.nextInt(3) == 0 ? fields(random, depth + 1) : leaf(random));
        }
        return new Shown.Fields(fields);
    }

    private static Shown leaf(Random random) {
        int size = random.nextInt(4) == 0 ? 95 + random.nextInt(12) : random.nextInt(30);
        return switch (random.nextInt(4)) {
            case 0, 1 -> new Shown.Number(number(random, random.nextInt(4)));
            case 2 -> {
                int kind = random.nextInt(4);
                yield new Shown.Numbers(IntStream.range(0, size).mapToDouble(i -> number(random, kind)).toArray());
            }
            default -> new Shown.Texts(IntStream.range(0, size).mapToObj(i -> random.nextInt(9) == 0 ? KEYS.get(random.nextInt(KEYS.size())) : "user" + random.nextInt(2000)).toList());
        };
    }

    private static double number(Random random, int kind) {
        return switch (kind) {
            case 0 -> random.nextInt(2000);
            case 1 -> Math.round(random.nextDouble() * 1000) / 10.0;
            case 2 -> random.nextDouble() * 1e9 * (random.nextBoolean() ? 1 : -1);
            default -> random.nextInt(5) == 0 ? -0.0 : random.nextInt(9) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(100);
        };
    }

    private static String json(Shown shown) {
        return switch (shown) {
            case Shown.Number n -> json(n.value());
            case Shown.Numbers n -> IntStream.range(0, n.values().length).mapToObj(i -> json(n.values()[i])).collect(Collectors.joining(",", "[", "]"));
            case Shown.Texts t -> t.values().stream().map(InspectTest::json).collect(Collectors.joining(",", "[", "]"));
            case Shown.Fields f -> f.fields().entrySet().stream().map(e -> json(e.getKey()) + ":" + json(e.getValue())).collect(Collectors.joining(",", "{", "}"));
        };
    }

    private static String json(double value) {
        return value == 0 && 1 / value < 0 ? "\"-0\"" : Double.isInfinite(value) ? "\"inf\"" : Numbers.write(value);
    }

    private static String json(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> out.append(String.format("\\u%04x", c)));
        return out.append('"').toString();
    }
}
