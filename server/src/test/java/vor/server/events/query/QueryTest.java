package vor.server.events.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What Riemann's own query tests ask, and the borders. */
class QueryTest {
    private static final Event EVENT = new Event(
            "web1", "disk /var", "warning", Optional.of(new Metric.Whole(80)), Instant.ofEpochSecond(1_000), Optional.of(Duration.ofSeconds(20)),
            "80 % full", List.of("prod", "disks"), Map.of("rack", "b-3", "sensor.id", "7"));
    private static final Event BARE = Event.of("", "", Instant.ofEpochSecond(1));

    private static boolean holds(String query, Event event) throws QueryException {
        return Query.parse(query).matches(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "not false",
                "not nil",
                "host = \"web1\"",
                "\"web1\" = host",
                "host != \"web2\"",
                "metric = 80",
                "metric != 80.0",
                "metric > 79.9 and metric < 8.01e1",
                "metric >= 80 and metric <= 80",
                "metric_f = 80N",
                "ttl = 20.0",
                "time = 1000",
                "state = \"ok\" or state = \"warning\"",
                "tagged \"prod\"",
                "not tagged \"test\"",
                "service =~ \"disk %\"",
                "service =~ \"%var\"",
                "service =~ \"%\"",
                "service ~= \"^disk\"",
                "description ~= \"\\d+ %\"",
                "rack = \"b-3\"",
                "sensor.id = \"7\"",
                "colour = nil",
                "nil = colour",
                "host = \"web1\", and, state = \"warning\"",
                "(host = \"x\" or host = \"web1\") and not (state = \"ok\")",
                "not host = \"x\"",
                "host = \"x\" and host = \"y\" or true",
                "true or true and false",
                "not false and false or true",
            })
    void whatItFulfils(String query) throws QueryException {
        assertThat(holds(query, EVENT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "nil",
                "null",
                "metric = 80.0",
                "metric = \"80\"",
                "host > 3",
                "host < 3",
                "metric < NaN",
                "metric = NaN",
                "service =~ \"disk\"",
                "service =~ \"DISK %\"",
                "service =~ \"disk .var\"",
                "metric =~ \"80\"",
                "metric ~= \"80\"",
                "tagged \"pro\"",
                "colour = \"red\"",
                "not not false",
                "(true or true) and false",
            })
    void whatItDoesNot(String query) throws QueryException {
        assertThat(holds(query, EVENT)).isFalse();
    }

    @Test
    void whatAnEventDoesNotSayIsNilAndNoNumber() throws QueryException {
        assertThat(holds("host = nil and state = nil and metric = nil and ttl = null", BARE)).isTrue();
        assertThat(holds("metric > 0 or metric <= 0 or ttl >= 0", BARE)).isFalse();
        assertThat(holds("host =~ \"%\"", BARE)).isFalse();
    }

    @Test
    void infiniteNumbersHaveAnOrder() throws QueryException {
        assertThat(holds("metric < Infinity", EVENT)).isTrue();
        Event nan = new Event("a", "b", "", Optional.of(new Metric.Real(Double.NaN)), Instant.EPOCH, Optional.empty(), "", List.of(), Map.of());
        assertThat(holds("metric = NaN or metric < 1 or metric >= 1", nan)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                     | 0  | expected a query
                    `   `                  | 0  | expected a query
                    host                   | 4  | expected a comparison
                    host =                 | 6  | expected a field such as host, or a value, found the end
                    host = "web1           | 7  | has no closing
                    host = "web1\\          | 7  | has no closing
                    host > "a"             | 7  | expected a number, found "a"
                    host =~ 3              | 8  | expected a text in quotes
                    host ~= "("            | 8  | no regular expression
                    (true                  | 5  | expected ")"
                    true)                  | 4  | expected "and", "or" or the end
                    true true              | 5  | expected "and", "or" or the end
                    and true               | 0  | expected a field
                    tagged host            | 7  | expected a tag in quotes
                    host & 3               | 5  | "&" is nothing that a query has
                    metric = 1.5N          | 9  | N stands behind whole numbers only
                    """)
    void whatIsNoQueryIsToldWithItsPlace(String query, int at, String words) {
        assertThatThrownBy(() -> Query.parse(query == null ? "" : query))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(words)
                .extracting(e -> ((QueryException) e).at())
                .isEqualTo(at);
    }

    @Test
    void deepAndLongOnesAreRefusedAndNothingOverflows() throws QueryException {
        assertThatThrownBy(() -> Query.parse("(".repeat(2_000) + "true" + ")".repeat(2_000))).hasMessageContaining("nested deeper than 100");
        assertThatThrownBy(() -> Query.parse("not ".repeat(1_000) + "true")).hasMessageContaining("nested deeper than 100");
        assertThatThrownBy(() -> Query.parse(" ".repeat(4_097))).hasMessageContaining("at most 4096 characters");
        assertThatThrownBy(() -> Query.parse("metric = " + "9".repeat(401))).hasMessageContaining("more than 400 digits");
        assertThat(holds("true and ".repeat(450) + "true", EVENT)).isTrue();
    }

    @Test
    void aRegularExpressionThatNeverEndsFitsNothing() throws QueryException {
        Event event = new Event("a".repeat(60), "s", "", Optional.empty(), Instant.EPOCH, Optional.empty(), "", List.of(), Map.of());
        assertThat(holds("host ~= \"^(a+)+$\"", event)).isTrue();
        Event other = new Event("a".repeat(60) + "!", "s", "", Optional.empty(), Instant.EPOCH, Optional.empty(), "", List.of(), Map.of());
        assertThat(holds("host ~= \"^(a+)+$\"", other)).isFalse();
        assertThat(holds("host =~ \"" + "%a".repeat(40) + "%b\"", other)).isFalse();
    }

    @Test
    void anyTextIsAQueryOrSaysWhyNot() {
        long seed = System.nanoTime();
        System.out.println("QueryTest seed " + seed);
        Random random = new Random(seed);
        List<String> parts = List.of("host", "=", "\"", "and", "or", "not", "(", ")", "~=", "=~", "%", "metric", ">", "1e9", "-", "N", ",", "tagged", "nil", "\\", "é", "\u0000", " ");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(parts.get(random.nextInt(parts.size()))).append(random.nextBoolean() ? " " : "");
            }
            try {
                Query.parse(text.toString()).matches(EVENT);
            } catch (QueryException e) {
                assertThat(e.at()).isBetween(0, text.length());
            }
        }
    }
}
