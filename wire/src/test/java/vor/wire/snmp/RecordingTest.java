package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.3.6", "1.3.6|2", "|2|5", "1.3.x|2|5", "1.3.6|2|x", "1.3.6|2|", "1.3.6|2|4294967296", "1.3.6|4x|abc", "1.3.6|4x|zz", "1.3.6|64|1.2.3",
                "1.3.6|64|1.2.3.256", "1.3.6|64|.1.2.3.4", "1.3.6|64x|0102", "1.3.6|65|4294967296", "1.3.6|70|-1", "1.3.6|70|18446744073709551616",
                "1.3.6|6|3.1", "3.1|2|5", "1.3.6|99|5", "1.3.6|2:numeric|rate=5", "1.3.6||5"
            })
    void badLineIsAProblemAndNoMore(String line) {
        Recording recording = Recording.read("1.3.1|2|1\n" + line + "\n1.3.9|2|9\n");
        assertThat(recording.problems()).singleElement().asString().startsWith("line 2: ");
        assertThat(recording.objects()).hasSize(2);
    }

    @Test
    void problemsAreLimited() {
        Recording recording = Recording.read(("x".repeat(10_000) + "|2|5\n").repeat(200));
        assertThat(recording.problems()).hasSize(100).allMatch(p -> p.length() < 100);
    }

    @Test
    void emptyLinesAndCommentsAreNoProblem() {
        assertThat(Recording.read("\n# a comment\n  \n")).isEqualTo(new Recording(new TreeMap<>(), List.of()));
    }

    @Test
    void sloppyNumbersReadAsOnTheWire() {
        Recording recording = Recording.read("1.1|2|4294967295\n1.2|66|-1\n1.3|2|-5\n");
        assertThat(recording.objects().values()).containsExactly(new Value.Gauge(0xffff_ffffL), new Value.Gauge(0xffff_ffffL), new Value.Int(-5));
    }

    @Test
    void hexadecimalOfPeopleAndEscapesOfPythonAreRead() {
        Recording recording = Recording.read("1.1|4x|00 1a 2B\n1.2|4x|0x001a2b\n1.3|4x|00:1A:2B\n1.4|4e|a\\n\\x1b\\\\|b\n1.5|4x|\n1.6|4|\n");
        assertThat(recording.problems()).isEmpty();
        assertThat(recording.objects().values()).containsExactly(
                octets(0, 0x1a, 0x2b), octets(0, 0x1a, 0x2b), octets(0, 0x1a, 0x2b), octets('a', '\n', 0x1b, '\\', '|', 'b'), octets(), octets());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3.6|4e|\\x1", "1.3.6|4e|\\xzz", "1.3.6|4e|\\q", "1.3.6|e|5"})
    void escapesThatNobodyWritesAreProblems(String line) {
        assertThat(Recording.read(line).problems()).hasSize(1);
    }

    @Test
    void aFileKeepsItsBytesWhateverItsLetters() {
        byte[] latin = "1.3.1|4|B\u00fcro\r\n1.3.2|2|5\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Recording.read(latin).objects().values()).containsExactly(octets('B', 0xfc, 'r', 'o'), new Value.Int(5));
        byte[] marked = "\ufeff1.3.1|4|B\u00fcro".getBytes(StandardCharsets.UTF_8);
        assertThat(Recording.read(marked).objects().values()).containsExactly(octets('B', 0xc3, 0xbc, 'r', 'o'));
    }

    private static Value octets(int... bytes) {
        byte[] octets = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            octets[i] = (byte) bytes[i];
        }
        return new Value.Octets(octets);
    }

    @Test
    void objectsStandInTheOrderOfAgents() {
        assertThat(Recording.read("1.3.10|2|1\n1.3.9|2|1\n1.3.4294967295|2|1\n1.3|2|1\n").objects().keySet())
                .extracting(Oid::toString).containsExactly("1.3", "1.3.9", "1.3.10", "1.3.4294967295");
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        TreeMap<Oid, Value> objects = new TreeMap<>();
        for (Value value : BerTest.EVERY) {
            objects.put(Oid.of("1.3.6").with(objects.size()), value);
        }
        objects.keySet().removeIf(o -> objects.get(o) instanceof Value.None none && none != Value.None.NULL);
        for (byte[] text : new byte[][] {{}, {'|'}, {' ', 'a', ' '}, {'\n'}, {(byte) 0xe5}, {0x7f}, {'#'}}) {
            objects.put(Oid.of("1.4").with(objects.size()), new Value.Octets(text));
        }
        Recording again = Recording.read(new Recording(objects, List.of()).write());
        assertThat(again.problems()).isEmpty();
        assertThat(again.objects()).isEqualTo(objects);
    }

    @Test
    void realRecordingsSurviveTheWireWhole() throws IOException {
        try (Stream<Path> files = Files.list(recordings())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".snmprec")).toList()) {
                String text = Files.readString(file);
                Recording recording = Recording.read(text);
                assertThat(recording.problems()).as(file.toString()).isEmpty();
                assertThat(recording.objects()).hasSize((int) text.lines().filter(l -> !l.isBlank()).map(l -> l.substring(0, l.indexOf('|'))).distinct().count());
                assertThat(Recording.read(recording.write()).objects()).isEqualTo(recording.objects());
                overTheWire(recording);
            }
        }
    }

    private static void overTheWire(Recording recording) {
        Conversation conversation = new Conversation(Talk.community(Version.V2C), new java.util.Random(1));
        byte[] buffer = new byte[Message.MOST_BYTES];
        for (Map.Entry<Oid, Value> object : recording.objects().entrySet()) {
            Pdu pdu = Pdu.response(1, 0, 0, List.of(new Binding(object.getKey(), object.getValue())));
            int length = CommunityMessage.write(Talk.community(Version.V2C), pdu, buffer);
            assertThat(conversation.read(buffer, length, 0)).isEqualTo(new Heard.Answer(pdu));
        }
    }

    private static Path recordings() {
        Path from = Path.of("").toAbsolutePath();
        for (Path up = from; up != null; up = up.getParent()) {
            Path there = up.resolve("shared/recordings");
            if (Files.isDirectory(there)) {
                return there;
            }
        }
        assumeTrue(false, "skipped: no recordings in ../shared/recordings");
        return from;
    }
}
