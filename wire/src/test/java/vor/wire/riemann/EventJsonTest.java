package vor.wire.riemann;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.Event;
import vor.model.Metric;

class EventJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:15:00Z");

    private static String text(Event event) {
        return new String(EventJson.write(event), StandardCharsets.UTF_8);
    }

    private static Event read(String line) {
        return ((Heard.Message) EventJson.read(line, NOW)).events().getFirst();
    }

    private static String damage(String line) {
        return ((Heard.Damage) EventJson.read(line, NOW)).why();
    }

    @Test
    void anEventIsWrittenAsRiemannWritesIt() {
        Event event = new Event(
                "web1", "disk /var", "critical", Optional.of(new Metric.Whole(93)), Instant.parse("2026-11-22T20:15:00.5Z"), Optional.of(Duration.ofSeconds(60)), "93 % \"full\"",
                List.of("prod", "web"), Map.of("rack", "b3"));
        assertThat(text(event)).isEqualTo("{\"host\":\"web1\",\"service\":\"disk /var\",\"state\":\"critical\",\"description\":\"93 % \\\"full\\\"\",\"metric\":93,\"tags\":[\"prod\",\"web\"],"
                + "\"time\":\"2026-11-22T20:15:00.500Z\",\"ttl\":60.0,\"rack\":\"b3\"}");
        assertThat(read(text(event))).isEqualTo(event);
    }

    @Test
    void whatAnEventDoesNotSayIsNull() {
        assertThat(text(Event.of("", "load", NOW)))
                .isEqualTo("{\"host\":null,\"service\":\"load\",\"state\":null,\"description\":null,\"metric\":null,\"tags\":[],\"time\":\"2026-11-22T20:15:00.000Z\",\"ttl\":null}");
        assertThat(read("{\"host\":null,\"service\":\"load\",\"tags\":null,\"ttl\":null,\"metric\":null}")).isEqualTo(Event.of("", "load", NOW));
        assertThat(read("{}")).isEqualTo(Event.of("", "", NOW));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.1, 1e300, -0.0})
    void anyNumberGoesThereAndBack(double value) {
        Event event = new Event("a", "b", "", Optional.of(new Metric.Real(value)), NOW, Optional.empty(), "", List.of(), Map.of());
        assertThat(read(text(event))).isEqualTo(event);
    }

    @Test
    void aWholeNumberStaysWholeAndARealOneReal() {
        assertThat(read("{\"metric\":1}").metric()).contains(new Metric.Whole(1));
        assertThat(read("{\"metric\":1.0}").metric()).contains(new Metric.Real(1));
    }

    @Test
    void timeIsIso8601WithAnyOffset() {
        assertThat(read("{\"time\":\"2013-04-15T18:06:58-07:00\"}").time()).isEqualTo(Instant.parse("2013-04-16T01:06:58Z"));
        assertThat(read("{\"time\":\"2013-04-15T18:06:58.123Z\"}").time()).isEqualTo(Instant.parse("2013-04-15T18:06:58.123Z"));
    }

    @Test
    void whatIsNoFieldIsAnAttribute() {
        assertThat(read("{\"service\":\"a\",\"rack\":3,\"up\":true,\"none\":null,\"attributes\":{\"row\":\"7\"}}").attributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of("rack", "3", "up", "true", "row", "7"));
    }

    @Test
    void anAttributeNeverTakesThePlaceOfAField() {
        Event event = new Event("a", "b", "", Optional.empty(), NOW, Optional.empty(), "", List.of(), Map.of("time", "x", "ttl", "y"));
        assertThat(read(text(event))).isEqualTo(Event.of("a", "b", NOW));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "nonsense|this is not JSON at character 1",
            "{\"service\":\"a\"|it ends too soon",
            "[1]|expected an object",
            "\"a\"|expected an object",
            "{\"time\":1700000000}|time is no text after ISO 8601",
            "{\"time\":\"yesterday\"}|time is no text after ISO 8601",
            "{\"time\":\"+999999999-01-01T00:00:00Z\"}|time is no text after ISO 8601",
            "{\"ttl\":-1}|ttl is no time to live",
            "{\"ttl\":\"5\"}|ttl is no time to live",
            "{\"ttl\":1e10}|ttl is no time to live",
            "{\"metric\":\"12\"}|metric is no number",
            "{\"metric\":[1]}|metric is no number",
            "{\"tags\":\"a\"}|tags are no list",
            "{\"tags\":[[]]}|a tag is no text",
            "{\"host\":{}}|host is no text",
            "{\"rack\":[1]}|rack is no text"})
    void whatIsNoEventIsSaidToBeNone(String line, String why) {
        assertThat(damage(line)).contains(why);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyLineIsReadOrRefused(long seed) {
        Random random = new Random(seed);
        String good = "{\"host\":\"web1\",\"service\":\"load\",\"metric\":0.7,\"tags\":[\"a\"],\"time\":\"2026-11-22T20:15:00Z\",\"ttl\":60,\"x\":\"\\u00e5\"}";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder(good);
            for (int n = random.nextInt(4); n >= 0; n--) {
                line.setCharAt(random.nextInt(line.length()), "{}[]\",:0123456789.eE-+\\u nulltrfas".charAt(random.nextInt(34)));
            }
            String mangled = line.toString();
            if (EventJson.read(mangled, NOW) instanceof Heard.Message message) {
                assertThat(message.events()).as("seed " + seed + ": " + mangled).hasSize(1);
                assertThat(EventJson.read(text(message.events().getFirst()), NOW)).as("seed " + seed + ": " + mangled).isInstanceOf(Heard.Message.class);
            }
        }
    }
}
