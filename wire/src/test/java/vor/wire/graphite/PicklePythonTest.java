package vor.wire.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pickles that the real Python writes, in every protocol, and ours that it reads. */
class PicklePythonTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);
    private static final String MIXED = """
            [('a.b', (1700000000, 2.5)), ('n\\u00e9.\\u20ac.\\U0001f600\\\\u0041', (1700000000.25, -3)), ['c;host=web1', ['-1', '1e3']],
             ('d', (1700000000, 2**70)), ('e', (1700000000, True)), ('f', (2**31, -2**40)), ('g', (1700000000, 300)), ('h', (1700000000, float('inf'))),
             ('i', (1700000000, 1e-300)), ('p'*300, (1700000000, 70000))]""";
    private static final List<Point> MIXED_POINTS = List.of(
            point("a.b", THEN, 2.5), point("n\u00e9.\u20ac.\ud83d\ude00\\u0041", THEN.plusMillis(250), -3), new Point("c", Map.of("host", "web1"), 1000, NOW),
            point("d", THEN, 0x1p70), point("e", THEN, 1), point("f", Instant.ofEpochSecond(1L << 31), -0x1p40), point("g", THEN, 300),
            point("h", THEN, Double.POSITIVE_INFINITY), point("i", THEN, 1e-300), point("p".repeat(300), THEN, 70000));

    private final PickleReader reader = new PickleReader(10_000, 1_000);

    @TempDir
    Path folder = Path.of("");

    private static Point point(String path, Instant time, double value) {
        return new Point(path, Map.of(), value, time);
    }

    private Pickled read(byte[] bytes) {
        return reader.read(bytes, 0, bytes.length, NOW);
    }

    @Test
    void everyProtocolIsRead() throws Exception {
        List<byte[]> pickles = Python.pickles("", MIXED);
        for (int protocol = 0; protocol < pickles.size(); protocol++) {
            assertThat(read(pickles.get(protocol))).as("protocol %d", protocol).isEqualTo(new Pickled.Points(MIXED_POINTS, List.of()));
        }
    }

    @Test
    void tuplesAndManyItemsAreReadInEveryProtocol() throws Exception {
        List<Point> wanted = IntStream.range(0, 5_000).mapToObj(i -> point("some.path." + i % 10, THEN.plusSeconds(i), i / 8.0)).toList();
        for (String outer : new String[] {"list", "tuple"}) {
            String setup = "paths = ['some.path.%d' % i for i in range(10)]";
            for (byte[] pickle : Python.pickles(setup, outer + "((paths[i % 10], (1700000000 + i, str(i / 8))) for i in range(5000))")) {
                assertThat(read(pickle)).isEqualTo(new Pickled.Points(wanted, List.of()));
            }
        }
    }

    @Test
    void bytesAreReadWherePythonWritesThemWithoutACall() throws Exception {
        List<byte[]> pickles = Python.pickles("", "[(b'a.b', (b'1700000000', b'2.5'))]");
        for (int protocol = 0; protocol < pickles.size(); protocol++) {
            assertThat(read(pickles.get(protocol))).as("protocol %d", protocol).isInstanceOf(protocol < 3 ? Damage.class : Pickled.Points.class);
        }
        assertThat(read(pickles.getLast())).isEqualTo(new Pickled.Points(List.of(point("a.b", THEN, 2.5)), List.of()));
    }

    @Test
    void badItemsLeaveTheOthersInEveryProtocol() throws Exception {
        for (byte[] pickle : Python.pickles("", "[('a', (1700000000, 1)), ('b', (1, float('nan'))), None, 'no', ('c',), ('d', (1, None)), ('e', (1700000000, 2))]")) {
            assertThat(read(pickle)).isInstanceOfSatisfying(Pickled.Points.class, p -> {
                assertThat(p.points()).containsExactly(point("a", THEN, 1), point("e", THEN, 2));
                assertThat(p.bad()).extracting(Pickled.Bad::index).containsExactly(1, 2, 3, 4, 5);
            });
        }
    }

    @Test
    void callsAreRefusedInEveryProtocol() throws Exception {
        Path trace = folder.resolve("trace");
        String evil = """
                class Evil:
                  def __reduce__(self): return (os.system, ('touch ' + sys.argv[1],))
                class Plain: pass
                class Held:
                  def __init__(self): self.x = 1
                import datetime, decimal, collections
                """;
        for (String made : new String[] {
            "Evil()", "[('a', (1, 2)), Evil()]", "[('a', (1, Evil()))]", "[(Evil(), (1, 2))]", "[Plain()]", "[Held()]", "[os.system]", "[eval]", "[decimal.Decimal(1)]",
            "[datetime.datetime(2026, 1, 1)]", "[collections.OrderedDict()]"
        }) {
            List<byte[]> pickles = Python.pickles(evil, made, trace.toString());
            for (int protocol = 0; protocol < pickles.size(); protocol++) {
                assertThat(read(pickles.get(protocol))).as("%s in protocol %d", made, protocol)
                        .isInstanceOfSatisfying(Damage.class, d -> assertThat(d.why()).matches("(GLOBAL|STACK_GLOBAL) would run code"));
            }
        }
        assertThat(Files.exists(trace)).isFalse();
    }

    @Test
    void laughsByReferenceEndSoonInEveryProtocol() throws Exception {
        for (byte[] pickle : Python.pickles("x = ('lol', (1, 2))\nfor i in range(200): x = [x] * 10", "x")) {
            assertThat(read(pickle)).isInstanceOfSatisfying(Pickled.Points.class, p -> assertThat(p.bad()).hasSize(10));
        }
        for (byte[] pickle : Python.pickles("x = ('lol', (1, 2))\nfor i in range(200): x = (x,) * 10", "x")) {
            assertThat(read(pickle)).isInstanceOf(Pickled.Points.class);
        }
    }

    @Test
    void everyCutOfEveryProtocolIsDamage() throws Exception {
        for (byte[] whole : Python.pickles("", MIXED)) {
            for (int length = 0; length < whole.length; length++) {
                assertThat(read(Arrays.copyOf(whole, length))).as("the first %d bytes of %d", length, whole.length).isInstanceOf(Damage.class);
            }
        }
    }

    /** Where both take a changed pickle, both find the same points; ours refuses more. Python's unpickler in C would take gigabytes for one far place in the memo. */
    @Test
    void changedPicklesAreNeverReadOtherwiseThanByPython() throws Exception {
        Random random = new Random(1);
        List<byte[]> seeds = GraphiteMutationTest.pickles();
        List<byte[]> changed = Stream.generate(() -> GraphiteMutationTest.changed(seeds.get(random.nextInt(seeds.size())), random)).limit(40_000).toList();
        String script = """
                import io, math, pickle, sys
                class Safe(pickle._Unpickler):
                  def find_class(self, module, name): raise pickle.UnpicklingError('unsafe')
                def point(raw):
                  assert type(raw) in (list, tuple) and type(raw[1]) in (list, tuple)
                  path, (time, value) = raw
                  path = path.decode('utf-8', 'replace') if type(path) == bytes else path
                  name, *tags = path.split(';')
                  assert name and all(tag.find('=') > 0 for tag in tags)
                  time, value = float(time), float(value)
                  assert value == value and abs(time) < 3e16
                  return '%s %s %d' % (path.encode('utf-8', 'replace').hex(), value.hex(), math.floor(0 if int(time) == -1 else time))
                def good(raw):
                  try: return [point(raw)]
                  except Exception: return []
                def points(data):
                  try: held = Safe(io.BytesIO(data), encoding='utf-8', errors='replace').load()
                  except Exception: return 'damage'
                  return ','.join(x for raw in held for x in good(raw)) if type(held) in (list, tuple) else 'damage'
                for line in sys.stdin.readlines(): print(points(bytes.fromhex(line)))
                """;
        String input = changed.stream().map(HexFormat.of()::formatHex).collect(Collectors.joining("\n", "", "\n"));
        List<String> theirs = Python.lines(script, input.getBytes(StandardCharsets.UTF_8));
        assertThat(theirs).hasSameSizeAs(changed);
        int both = 0;
        for (int i = 0; i < theirs.size(); i++) {
            byte[] pickle = changed.get(i);
            if (!theirs.get(i).equals("damage") && reader.read(pickle, 0, pickle.length, Instant.EPOCH) instanceof Pickled.Points read) {
                assertThat(shown(read)).as(() -> HexFormat.of().formatHex(pickle)).isEqualTo(shown(theirs.get(i)));
                both++;
            }
        }
        assertThat(both).isGreaterThan(1_000);
    }

    private static List<String> shown(Pickled.Points read) {
        return read.points().stream().map(p -> {
            StringBuilder path = new StringBuilder(p.path());
            p.tags().forEach((tag, value) -> path.append(';').append(tag).append('=').append(value));
            String hex = HexFormat.of().formatHex(path.toString().getBytes(StandardCharsets.UTF_8));
            return hex + " " + Double.toHexString(p.value()) + " " + p.time().getEpochSecond();
        }).toList();
    }

    private static List<String> shown(String theirs) {
        return Stream.of(theirs.split(",")).filter(p -> !p.isEmpty()).map(p -> p.split(" ")).map(p -> p[0] + " " + python(p[1]) + " " + p[2]).toList();
    }

    @Test
    void pythonReadsWhatIsWritten() throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        GraphiteWriter.pickles(MIXED_POINTS).forEach(stream::writeBytes);
        String script = """
                import pickle, struct, sys
                data = sys.stdin.buffer.read()
                size = struct.unpack('!L', data[:4])[0]
                assert len(data) == size + 4
                for path, (time, value) in pickle.loads(data[4:]): print(path, repr(value), repr(time))
                """;
        List<String> lines = Python.lines(script, stream.toByteArray());
        assertThat(lines).startsWith("a.b 2.5 1700000000", "n\u00e9.\u20ac.\ud83d\ude00\\u0041 -3 1700000000.25", "c;host=web1 1000 1767225600").contains("f -1099511627776 2147483648");
        List<Told> again = new ArrayList<>();
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            again.add(new GraphiteLineReader(1_000).read(bytes, 0, bytes.length, NOW));
        }
        assertThat(again).isEqualTo(MIXED_POINTS);
    }

    @Test
    void numbersAreThoseThatPythonMakesFloatsOf() throws Exception {
        List<String> parts = List.of("", "-", "+", "0", "12", "_", ".", "e", "E-3", "inf", "nan", "Infinity", "x", "d", " ", "9007199254740993", "1e400");
        List<String> texts = new ArrayList<>();
        for (String first : parts) {
            for (String second : parts) {
                parts.forEach(third -> parts.forEach(fourth -> texts.add(first + second + third + fourth)));
            }
        }
        String script = """
                import sys
                def f(t):
                  try: return float(t).hex()
                  except ValueError: return 'none'
                for t in sys.stdin.read().split('\\n'): print(f(t))
                """;
        List<String> theirs = Python.lines(script, String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
        assertThat(theirs).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(hex(Numbers.number(texts.get(i)))).as("\"%s\"", texts.get(i)).isEqualTo(python(theirs.get(i)));
        }
    }

    private static String hex(OptionalDouble number) {
        return number.isPresent() ? Double.toHexString(number.getAsDouble()) : "none";
    }

    private static String python(String hex) {
        return switch (hex) {
            case "none" -> hex;
            case "nan" -> "NaN";
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            default -> Double.toHexString(Double.parseDouble(hex));
        };
    }
}
