package vor.wire.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By hand; what the real Python writes stands in {@link PicklePythonTest}. */
class PickleReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Point ONE = new Point("a.b", Map.of(), 2.5, Instant.ofEpochSecond(1));

    /** A MiB of calls at most, so that a bomb that went off would not end in time. */
    private final PickleReader reader = new PickleReader(1_000, 100);

    private Pickled read(byte[] bytes) {
        return reader.read(bytes, 0, bytes.length, NOW);
    }

    /** Each character is one byte. */
    private Pickled read(String pickle) {
        return read(pickle.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Pickled points(Point... points) {
        return new Pickled.Points(List.of(points), List.of());
    }

    private Point only(String pickle) {
        assertThat(read(pickle)).isInstanceOfSatisfying(Pickled.Points.class, p -> {
            assertThat(p.points()).hasSize(1);
            assertThat(p.bad()).isEmpty();
        });
        return ((Pickled.Points) read(pickle)).points().getFirst();
    }

    private String why(String pickle) {
        assertThat(read(pickle)).isInstanceOf(Damage.class);
        return ((Damage) read(pickle)).why();
    }

    /** Of one item whose path is told by these opcodes. */
    private Point path(String opcodes) {
        return only("](" + opcodes + "K\1K\2\u0086\u0086e.");
    }

    private Point value(String opcodes) {
        return only("](U\1aK\1" + opcodes + "\u0086\u0086e.");
    }

    @Test
    void nothingIsCutOff() {
        assertThat(read("")).isEqualTo(new Damage("it is cut off: nothing says that it ends", 0));
        assertThat(read("\u0080\2")).isEqualTo(new Damage("it is cut off: nothing says that it ends", 2));
        assertThat(read(".")).isEqualTo(new Damage("a value is asked for where there is none", 0));
    }

    @Test
    void anEmptyListOrTupleHoldsNoPoints() {
        assertThat(read("].")).isEqualTo(points());
        assertThat(read(").")).isEqualTo(points());
        assertThat(read("(l.")).isEqualTo(points());
    }

    @Test
    void whatStatsdWritesIsRead() {
        assertThat(read("(l(S'a.b'\n(L1L\nS'2.5'\ntta(S'c;host=web1'\n(L-1L\nS'3'\ntta."))
                .isEqualTo(points(ONE, new Point("c", Map.of("host", "web1"), 3, NOW)));
    }

    @Test
    void onlyTheRangeIsReadAndNothingBehindTheEnd() {
        byte[] bytes = "xx](U\3a.bK\1U\0012\u0086\u0086e.cos\nsystem\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(reader.read(bytes, 2, bytes.length - 2, NOW)).isEqualTo(points(new Point("a.b", Map.of(), 2, Instant.ofEpochSecond(1))));
        assertThat(reader.read(bytes, 2, 14, NOW)).isInstanceOf(Damage.class);
    }

    @Test
    void whatIsNoListOfPointsIsDamage() {
        for (String pickle : new String[] {"N.", "K\1.", "U\1a.", "G\0\0\0\0\0\0\0\0."}) {
            assertThat(why(pickle)).isEqualTo("it holds no list of points");
        }
    }

    @Test
    void opcodesThatWouldRunCodeAreRefusedByName() {
        Map<String, String> pickles = Map.ofEntries(
                Map.entry("cos\nsystem\n.", "GLOBAL"), Map.entry("NNR.", "REDUCE"), Map.entry("NNb.", "BUILD"), Map.entry("(ios\nsystem\n.", "INST"),
                Map.entry("(No.", "OBJ"), Map.entry("P1\n.", "PERSID"), Map.entry("NQ.", "BINPERSID"), Map.entry("NN\u0081.", "NEWOBJ"),
                Map.entry("\u0082\1.", "EXT1"), Map.entry("\u0083\1\0.", "EXT2"), Map.entry("\u0084\1\0\0\0.", "EXT4"), Map.entry("NNN\u0092.", "NEWOBJ_EX"),
                Map.entry("U\2osU\6system\u0093.", "STACK_GLOBAL"));
        pickles.forEach((pickle, name) -> assertThat(why(pickle)).isEqualTo(name + " would run code"));
        assertThat(read("](NU\1acos\nsystem\n")).as("where it stands").isEqualTo(new Damage("GLOBAL would run code", 6));
    }

    @Test
    void opcodesThatMakeNoPointAreRefused() {
        assertThat(why("}.")).isEqualTo("EMPTY_DICT makes nothing that a point is made of");
        for (int code : new int[] {'d', 's', 'u', 0x8f, 0x90, 0x91, 0x96, 0x97, 0x98}) {
            assertThat(why("NNN" + (char) code)).endsWith("makes nothing that a point is made of");
        }
        assertThat(why("\u00ff")).isEqualTo("0xff is no opcode of a pickle");
        assertThat(why("\u0080\6].")).isEqualTo("protocol 6 where 5 is the newest known");
    }

    @Test
    void everyByteThatIsNoOpcodeOfOursIsDamage() {
        String ours = "(.012NFGIJKLMSTUVXBC])ltaepqrghj\u0080\u0085\u0086\u0087\u0088\u0089\u008a\u008b\u008c\u008d\u008e\u0094\u0095";
        for (int code = 0; code < 256; code++) {
            if (ours.indexOf(code) < 0) {
                assertThat(why("](NNN" + (char) code + "NNN.")).matches(".*would run code|.*makes nothing that.*|.*is no opcode.*");
            }
        }
    }

    @Test
    void textsOfEveryOpcodeAreRead() {
        String utf8 = "\u00c3\u00a9";
        for (String opcodes : new String[] {
            "T\2\0\0\0" + utf8, "U\2" + utf8, "X\2\0\0\0" + utf8, "\u008c\2" + utf8, "\u008d\2\0\0\0\0\0\0\0" + utf8, "B\2\0\0\0" + utf8, "C\2" + utf8,
            "\u008e\2\0\0\0\0\0\0\0" + utf8, "V\u00e9\n", "V\\u00e9\n", "V\\U000000E9\n", "S'\\xc3\\xa9'\n", "S\"\\303\\251\"\n", "S'" + utf8 + "'\n"
        }) {
            assertThat(path(opcodes).path()).as(opcodes).isEqualTo("\u00e9");
        }
    }

    @Test
    void escapesAreThoseOfPython() {
        assertThat(path("S'\\\\\\'\\\"\\n\\t\\z\\0\\1234'\n").path()).isEqualTo("\\'\"\n\t\\z\0S4");
        assertThat(path("V\\\\u0041\\q\\U0001f600\\\n").path()).isEqualTo("\\\\u0041\\q\ud83d\ude00\\");
    }

    @Test
    void textsThatPythonWouldNotTakeAreDamage() {
        for (String opcodes : new String[] {"Sx\n", "S'\n", "S'a\"\n", "S\n", "S'\\x4'\n", "S'\\'\n", "S'\\xg0'\n", "V\\u12\n", "V\\U00110000\n", "V\\Uffffffff\n"}) {
            assertThat(why("](" + opcodes + "K\1K\1\u0086\u0086e.")).as(opcodes).endsWith("is no text of Python");
        }
    }

    @Test
    void numbersOfEveryOpcodeAreRead() {
        Map<String, Double> numbers = Map.ofEntries(
                Map.entry("I-12\n", -12.0), Map.entry("I01\n", 1.0), Map.entry("I00\n", 0.0), Map.entry("J\u00fe\u00ff\u00ff\u00ff", -2.0), Map.entry("K\u00ff", 255.0),
                Map.entry("M\u00ff\u00ff", 65535.0), Map.entry("L-5L\n", -5.0), Map.entry("L5\n", 5.0), Map.entry("L1" + "0".repeat(30) + "L\n", 1e30),
                Map.entry("\u008a\0", 0.0), Map.entry("\u008a\1\u00ff", -1.0), Map.entry("\u008a\2\u00ff\0", 255.0), Map.entry("\u008b\2\0\0\0\0\1", 256.0),
                Map.entry("F-1e-3\n", -1e-3), Map.entry("Finf\n", Double.POSITIVE_INFINITY), Map.entry("G\u00bf\u00f8\0\0\0\0\0\0", -1.5), Map.entry("\u0088", 1.0),
                Map.entry("\u0089", 0.0), Map.entry("U\4 7.5", 7.5), Map.entry("C\0011", 1.0), Map.entry("V1_0\n", 10.0));
        numbers.forEach((opcodes, number) -> assertThat(value(opcodes).value()).as(opcodes).isEqualTo(number));
    }

    @Test
    void numbersThatAreNoneAreDamage() {
        for (String opcodes : new String[] {"Ix\n", "I\n", "I1.5\n", "LL\n", "L-L\n", "Fx\n", "F0x1p3\n", "F1d\n"}) {
            assertThat(why("](U\1aK\1" + opcodes + "\u0086\u0086e.")).as(opcodes).contains("number");
        }
    }

    @Test
    void aBadItemIsToldWithItsIndexAndTheOthersCount() {
        String good = "U\3a.bK\1F2.5\n\u0086\u0086";
        String big = "\u008b\u00c8\0\0\0" + "\u007f".repeat(200);
        Pickled read = read("](" + good + "NK\7)" + "NK\1K\1\u0086\u0086" + "U\1aK\1\u0085\u0086" + "U\1aK\1K\1K\1\u0087\u0086" + "U\1aK\1Fnan\n\u0086\u0086" + "U\1aU\1xK\1\u0086\u0086"
                + "U\0K\1K\1\u0086\u0086" + "U\3a;bK\1K\1\u0086\u0086" + "Ue" + "p".repeat(101) + "K\1K\1\u0086\u0086" + "U\1aK\1" + big + "\u0086\u0086"
                + "U\1aK\1]\u0086\u0086" + good + "e.");
        assertThat(read).isInstanceOfSatisfying(Pickled.Points.class, p -> {
            assertThat(p.points()).containsExactly(ONE, ONE);
            assertThat(p.bad()).containsExactly(
                    new Pickled.Bad(1, "it is no (path, (time, value))"), new Pickled.Bad(2, "it is no (path, (time, value))"),
                    new Pickled.Bad(3, "it is no (path, (time, value))"), new Pickled.Bad(4, "the path is no text"),
                    new Pickled.Bad(5, "it is no (path, (time, value))"), new Pickled.Bad(6, "it is no (path, (time, value))"),
                    new Pickled.Bad(7, "the value nan is no number"), new Pickled.Bad(8, "\"x\" is no time in seconds since 1970"),
                    new Pickled.Bad(9, "the path has no name"), new Pickled.Bad(10, "\"b\" of the path is no tag=value"),
                    new Pickled.Bad(11, "a path of 101 characters where 100 are taken"),
                    new Pickled.Bad(12, "the value a whole number too large for a double is no number"), new Pickled.Bad(13, "the value of a list is no number"));
        });
    }

    @Test
    void listsInPlaceOfTuplesAreTaken() {
        assertThat(read("]((U\3a.b(K\1F2.5\nllee.").getClass()).isEqualTo(Damage.class);
        assertThat(read("]((U\3a.b(K\1F2.5\nlle.")).isEqualTo(points(ONE));
    }

    @Test
    void marksFenceWhatIsBelow() {
        for (String pickle : new String[] {"](a.", "](0].", "N(0.", "](\u0085.", "N(2.", "t.", "l.", "e.", "1.", "](e", "K\1(e.", ")Na.", "(.", "N(.", "\u0094.", "q\1."}) {
            switch (read(pickle)) {
                case Damage damage -> assertThat(damage.why()).isNotEmpty();
                case Pickled.Points points -> assertThat(pickle).isEqualTo("](0].");
            }
        }
        assertThat(read("](NN1.")).as("POP_MARK").isEqualTo(points());
        assertThat(read("]N0.")).as("POP").isEqualTo(points());
    }

    @Test
    void theMemoGivesBackWhatWasPut() {
        assertThat(read("](U\3a.bp7\nK\1F2.5\n\u0086r\u00ff\u00ff\u00ff\u00ff\u0086g7\nj\u00ff\u00ff\u00ff\u00ff\u0086e.")).isEqualTo(points(ONE, ONE));
        assertThat(read("]\u00940h\0.")).isEqualTo(points());
        assertThat(why("h\5.")).isEqualTo("nothing was put into place 5 of the memo");
        assertThat(why("Nphello\n.")).isEqualTo("\"hello\" is no place in the memo");
        assertThat(why("g99999999999\n.")).contains("is no place in the memo");
    }

    @Test
    void lengthsThatPromiseMoreThanThereIsAllocateNothing() {
        for (String opcodes : new String[] {
            "T\u00ff\u00ff\u00ff\u007f", "T\u00ff\u00ff\u00ff\u00ff", "X\u00ff\u00ff\u00ff\u00ff", "B\u00ff\u00ff\u00ff\u00ff", "U\u00ff", "\u008d" + "\u00ff".repeat(8),
            "\u008d" + "\u00ff".repeat(7) + "\u007f", "\u008e" + "\u00ff".repeat(8), "\u008a\u00ff", "\u008b\u00ff\u00ff\u00ff\u007f", "\u008b\u00ff\u00ff\u00ff\u00ff", "\u0095" + "\u00ff".repeat(8)
        }) {
            assertThat(why(opcodes + "abc.")).as(opcodes).matches("(a text|a number|a frame) of \\d+ bytes where 4 are left");
        }
    }

    @Test
    void moreItemsThanAllowedAreDamage() {
        assertThat(read("](" + "N".repeat(1_000) + "e.")).isInstanceOf(Pickled.Points.class);
        assertThat(why("](" + "N".repeat(1_001) + "e.")).isEqualTo("more than 1000 items in a list");
        assertThat(why("](" + "N".repeat(999) + "e(NNe.")).isEqualTo("more than 1000 items in a list");
        assertThat(why("]" + "Na".repeat(1_001) + ".")).isEqualTo("more than 1000 items in a list");
        assertThat(why("(" + "N".repeat(1_001) + "t.")).isEqualTo("more than 1000 items in a list");
        assertThat(why("(" + "N".repeat(1_001) + "l.")).isEqualTo("more than 1000 items in a list");
    }

    @Test
    void stackMarksAndMemoAreBounded() {
        assertThat(why("N".repeat(1 << 20))).isEqualTo("more than 1000 items at once");
        assertThat(why("N" + "2".repeat(1 << 20))).isEqualTo("more than 1000 items at once");
        assertThat(why("(".repeat(1 << 20))).isEqualTo("more than 1000 items at once");
        assertThat(why("N" + "\u0094".repeat(1 << 20))).isEqualTo("too much in the memo for 1000 items");
    }

    @Test
    void depthCostsNothing() {
        assertThat(read("]" + "\u0085".repeat(1 << 20) + "."))
                .isEqualTo(new Pickled.Points(List.of(), List.of(new Pickled.Bad(0, "it is no (path, (time, value))"))));
        assertThat(read("]\u0094h\0ah\0a.")).as("a list that holds itself").isEqualTo(new Pickled.Points(
                List.of(), List.of(new Pickled.Bad(0, "the path is no text"), new Pickled.Bad(1, "the path is no text"))));
    }

    @Test
    void listsOfListsByReferenceAreNotUnfolded() {
        StringBuilder bomb = new StringBuilder("]\u0094");
        for (int level = 0; level < 200; level++) {
            bomb.append("0](").append(("h" + (char) level).repeat(10)).append("e\u0094");
        }
        assertThat(read(bomb + ".")).isInstanceOfSatisfying(Pickled.Points.class, p -> assertThat(p.bad()).hasSize(10));
    }

    @Test
    void aLongPathIsToldApartOnceForAllThatReferToIt() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String path = "a" + ";k=v".repeat(100_000);
        out.writeBytes("](X".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(new byte[] {(byte) path.length(), (byte) (path.length() >> 8), (byte) (path.length() >> 16), 0});
        out.writeBytes(path.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes("\u0094K\1K\1\u0086\u0094\u0086".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes("h\0h\1\u0086".repeat(99_999).getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes("e.".getBytes(StandardCharsets.ISO_8859_1));
        Pickled read = new PickleReader(100_000, 1 << 20).read(out.toByteArray(), 0, out.size(), NOW);
        assertThat(read).isInstanceOfSatisfying(Pickled.Points.class, p -> {
            assertThat(p.points()).hasSize(100_000);
            assertThat(p.points().getLast().tags()).isSameAs(p.points().getFirst().tags());
        });
    }

    @Test
    void everyCutOfAPickleIsDamage() {
        byte[] whole = HexFormat.of().parseHex("80025d28" + "5803000000612e62" + "4a01000000" + "474004000000000000" + "8686" + "652e");
        assertThat(read(whole)).isEqualTo(points(ONE));
        for (int length = 0; length < whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length))).as("the first %d bytes", length).isInstanceOf(Damage.class);
        }
    }
}
