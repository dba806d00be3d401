package vor.wire.graphite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphiteLineReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);
    private final GraphiteLineReader reader = new GraphiteLineReader(60);

    private Told read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length, NOW);
    }

    private Point point(String line) {
        assertThat(read(line)).as(line).isInstanceOf(Point.class);
        return (Point) read(line);
    }

    private double value(String told) {
        return point("a " + told + " 1").value();
    }

    private Instant time(String told) {
        return point("a 1 " + told).time();
    }

    @Test
    void linesOfFewerOrMoreWordsThanThreeSayWhatIsMissing() {
        assertThat(read("")).isEqualTo(new Damage("an empty line", 0));
        assertThat(read(" \r\n")).isEqualTo(new Damage("an empty line", 3));
        assertThat(read("a.b")).isEqualTo(new Damage("no value behind the path", 3));
        assertThat(read("a.b 5\n")).isEqualTo(new Damage("no time behind the value", 6));
        assertThat(read("a.b 5 1 x")).isEqualTo(new Damage("more than path, value and time", 8));
    }

    @Test
    void aLineOfTheLimitIsTakenAndALongerOneIsNot() {
        assertThat(point("a".repeat(56) + " 1 1").path()).hasSize(56);
        assertThat(read("a".repeat(57) + " 1 1")).isEqualTo(new Damage("a line of 61 bytes where 60 are taken", 60));
    }

    @Test
    void anyBlanksStandBetweenAndAroundWords() {
        Point wanted = new Point("a.b", Map.of(), 2.5, THEN);
        assertThat(read("a.b 2.5 1700000000")).isEqualTo(wanted);
        assertThat(read("\t a.b\u000b\u001c 2.5\f\t1700000000 \r\n")).isEqualTo(wanted);
    }

    @Test
    void onlyTheRangeIsRead() {
        byte[] bytes = "x 1 1\na.b 2 3\ny".getBytes(StandardCharsets.UTF_8);
        assertThat(reader.read(bytes, 6, 7, NOW)).isEqualTo(new Point("a.b", Map.of(), 2, Instant.ofEpochSecond(3)));
        assertThat(reader.read(bytes, 6, 5, NOW)).isEqualTo(new Damage("no time behind the value", 5));
    }

    @Test
    void valuesThatAreNoNumbersAreDamage() {
        for (String value : new String[] {"nan", "-NaN", "x", "1d", "1f", "0x10", "1e", ".", "-", "1__0", "_1", "1_", "1,5", "\u0663", "Infinit"}) {
            assertThat(read("a " + value + " 1")).as(value).isInstanceOfSatisfying(Damage.class, d -> {
                assertThat(d.why()).startsWith("the value \"").endsWith("\" is no number");
                assertThat(d.at()).isEqualTo(2);
            });
        }
    }

    @Test
    void numbersAreThoseOfPython() {
        assertThat(value("0")).isZero();
        assertThat(1 / value("-0")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(value("+5.")).isEqualTo(5);
        assertThat(value("-.5")).isEqualTo(-0.5);
        assertThat(value("1_000.5e-1_0")).isEqualTo(1000.5e-10);
        assertThat(value("999999999999999999")).isEqualTo(1e18);
        assertThat(value("9223372036854775809")).isEqualTo(0x1p63);
        assertThat(value("-inFinity")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(value("1e999")).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void theTimeMinusOneIsNow() {
        assertThat(time("-1")).isEqualTo(NOW);
        assertThat(time("-1.9")).as("int() of Python cuts").isEqualTo(NOW);
        assertThat(time("-2")).isEqualTo(Instant.ofEpochSecond(-2));
        assertThat(time("-0.5")).isEqualTo(Instant.EPOCH.minusMillis(500));
    }

    @Test
    void timesMayHaveFractions() {
        assertThat(time("1700000000.25")).isEqualTo(THEN.plusMillis(250));
        assertThat(time("1700000000.123456")).isEqualTo(THEN.plusNanos(123_456_000));
        assertThat(time("1699999999.9999999")).as("carried over").isEqualTo(THEN);
        assertThat(time("1.7e9")).isEqualTo(THEN);
    }

    @Test
    void timesThatNoClockShowsAreDamage() {
        assertThat(read("a 1 N")).isEqualTo(new Damage("\"N\" is no time in seconds since 1970", 4));
        for (String time : new String[] {"nan", "inf", "-inf", "1e17", "-1e17"}) {
            assertThat(read("a 1 " + time)).as(time).isInstanceOf(Damage.class);
        }
        assertThat(time("3.1e16").getEpochSecond()).isEqualTo(31_000_000_000_000_000L);
    }

    @Test
    void tagsStandBehindThePathInTheirOrder() {
        Point point = point("disk.used;host=a;empty=;eq=x=y;host=b 1 1");
        assertThat(point.path()).isEqualTo("disk.used");
        assertThat(point.tags()).containsExactly(Map.entry("host", "b"), Map.entry("empty", ""), Map.entry("eq", "x=y"));
    }

    @Test
    void tagsThatAreNoneAreDamage() {
        assertThat(read(" a;b=1;c 1 1")).isEqualTo(new Damage("\"c\" of the path is no tag=value", 1));
        assertThat(read("a;=1 1 1")).isEqualTo(new Damage("\"=1\" of the path is no tag=value", 0));
        assertThat(read("a; 1 1")).isEqualTo(new Damage("\"\" of the path is no tag=value", 0));
        assertThat(read(";a=1 1 1")).isEqualTo(new Damage("the path has no name", 0));
    }

    @Test
    void whatDamageQuotesIsShortAndPlain() {
        byte[] bytes = ("a \u0007" + "x".repeat(50) + " 1").getBytes(StandardCharsets.UTF_8);
        assertThat(reader.read(bytes, 0, bytes.length, NOW)).isEqualTo(new Damage("the value \"?" + "x".repeat(39) + "...\" is no number", 2));
    }

    @Test
    void bytesThatAreNoTextAreMarked() {
        byte[] bytes = {'a', (byte) 0xff, ' ', '1', ' ', '1'};
        assertThat(reader.read(bytes, 0, 6, NOW)).isEqualTo(new Point("a\ufffd", Map.of(), 1, Instant.ofEpochSecond(1)));
        assertThat(point("\u00e9.\u20ac 1 1").path()).isEqualTo("\u00e9.\u20ac");
    }
}
