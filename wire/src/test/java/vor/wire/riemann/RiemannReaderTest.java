package vor.wire.riemann;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Event;
import vor.model.Metric;

class RiemannReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Event FULL = new Event(
            "web1", "cpu", "ok", Optional.of(new Metric.Real(0.75)), NOW.plusMillis(250), Optional.of(Duration.ofSeconds(30)), "busy",
            List.of("push", "page"), Map.of("rack", "7"));

    private static Heard read(byte[] bytes) {
        return new RiemannReader(10).read(bytes, 0, bytes.length, NOW);
    }

    private static Heard hex(String hex) {
        return read(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static Event one(Heard heard) {
        assertThat(heard).isInstanceOf(Heard.Message.class);
        return ((Heard.Message) heard).events().getFirst();
    }

    @Test
    void nothingIsAMessageWithoutEvents() {
        assertThat(hex("")).isEqualTo(new Heard.Message(List.of(), Optional.empty(), Optional.empty(), ""));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(one(read(RiemannWriter.message(List.of(FULL))))).isEqualTo(FULL);
    }

    @Test
    void anEmptyEventIsOfNowAndTellsNothing() {
        assertThat(one(hex("32 00"))).isEqualTo(Event.of("", "", NOW));
    }

    @Test
    void wholeMetricsKeepEveryBitAndGoBeforeDoublesAndFloats() {
        for (long number : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            Event event = new Event("h", "s", "", Optional.of(new Metric.Whole(number)), NOW, Optional.empty(), "", List.of(), Map.of());
            assertThat(one(read(RiemannWriter.message(List.of(event)))).metric()).contains(new Metric.Whole(number));
        }
        assertThat(one(hex("32 10  71 000000000000f83f  7d 00002040  68 05")).metric()).contains(new Metric.Whole(-3));
        assertThat(one(hex("32 0e  7d 00002040  71 000000000000f83f")).metric()).contains(new Metric.Real(1.5));
        assertThat(one(hex("32 05  7d 00002040")).metric()).contains(new Metric.Real(2.5));
    }

    @Test
    void microsecondsGoBeforeSecondsAndSecondsBeforeNow() {
        assertThat(one(hex("32 02  08 05")).time()).isEqualTo(Instant.ofEpochSecond(5));
        assertThat(one(hex("32 05  08 05  50 c8 01")).time()).isEqualTo(Instant.EPOCH.plusNanos(200_000));
        assertThat(one(hex("32 0b  08 ffffffffffffffffff01")).time()).isEqualTo(Instant.ofEpochSecond(-1));
        assertThat(one(hex("32 0a  08 ffffffffffffffff7f")).time()).as("no clock shows it").isEqualTo(NOW);
    }

    @Test
    void spansThatAreNoneAreLeftOut() {
        assertThat(one(hex("32 05  45 0000c07f")).ttl()).as("NaN").isEmpty();
        assertThat(one(hex("32 05  45 0000807f")).ttl()).as("infinite").isEmpty();
        assertThat(one(hex("32 05  45 000080bf")).ttl()).as("-1").isEmpty();
        assertThat(one(hex("32 05  45 00000000")).ttl()).contains(Duration.ZERO);
        assertThat(one(hex("32 05  45 ffff7f7f")).ttl()).as("the longest float").contains(Duration.ofSeconds(1_000_000_000));
    }

    @Test
    void attributesTakeThePlaceOfTextsButNotOfNumbers() {
        Event sent = new Event(
                "", "load", "", Optional.empty(), NOW, Optional.empty(), "", List.of(),
                Map.of("host", "web1", "description", "by collectd", "ttl", "9", "rack", "7"));
        Event event = one(read(RiemannWriter.message(List.of(sent))));
        assertThat(event.host()).isEqualTo("web1");
        assertThat(event.description()).isEqualTo("by collectd");
        assertThat(event.ttl()).isEmpty();
        assertThat(event.attributes()).containsOnlyKeys("ttl", "rack");
    }

    @Test
    void bytesThatAreNoTextAreMarked() {
        assertThat(one(hex("32 04  1a 02 61 ff")).service()).isEqualTo("a\ufffd");
    }

    @Test
    void queriesAndAnswersAreRead() {
        byte[] query = "state = \"ok\"".getBytes(StandardCharsets.UTF_8);
        String hex = HexFormat.of().formatHex(query);
        assertThat(hex("2a 0e 0a 0c " + hex)).isEqualTo(new Heard.Message(List.of(), Optional.of("state = \"ok\""), Optional.empty(), ""));
        assertThat(read(RiemannWriter.ok())).isEqualTo(new Heard.Message(List.of(), Optional.empty(), Optional.of(true), ""));
        assertThat(read(RiemannWriter.error("no index"))).isEqualTo(new Heard.Message(List.of(), Optional.empty(), Optional.of(false), "no index"));
    }

    @Test
    void fieldsOfOtherKindsAndNumbersArePassedOver() {
        assertThat(one(hex("32 0b  18 01  20 01  0a 02 61 61  f8 06 01")).service()).isEmpty();
        assertThat(hex("22 02 08 01")).as("states").isInstanceOf(Heard.Message.class);
    }

    @Test
    void moreEventsThanAllowedAreDamage() {
        assertThat(read(HexFormat.of().parseHex("3200".repeat(10)))).isInstanceOf(Heard.Message.class);
        assertThat(read(HexFormat.of().parseHex("3200".repeat(11)))).isEqualTo(new Heard.Damage("more than 10 events in one message", 21));
    }

    @Test
    void aLengthThatPromisesMoreThanThereIsSaysSo() {
        assertThat(hex("32 ffffffff0f")).isEqualTo(new Heard.Damage("a field of 4294967295 bytes where 0 are left", 6));
        assertThat(hex("32 ffffffffffffffffff01")).isEqualTo(new Heard.Damage("a field of 18446744073709551615 bytes where 0 are left", 11));
        assertThat(hex("32 04 1a 05 61 61")).isEqualTo(new Heard.Damage("a field of 5 bytes where 2 are left", 4));
    }

    @Test
    void everyCutOfAMessageIsReadOrDamage() {
        byte[] whole = RiemannWriter.message(List.of(FULL));
        for (int length = 1; length < whole.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length))).as("the first %d bytes", length).isInstanceOf(Heard.Damage.class);
        }
    }

    @Test
    void groupsAndFieldsWithoutNumberAreDamage() {
        assertThat(hex("0b")).isEqualTo(new Heard.Damage("a field of the unknown kind 3", 1));
        assertThat(hex("02 00")).isEqualTo(new Heard.Damage("a field has no number", 1));
        assertThat(hex("ffffffffffffffffffff01")).isEqualTo(new Heard.Damage("a number of more than 10 bytes", 10));
    }
}
