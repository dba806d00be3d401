package vor.server.health.told;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SayTest {
    @ParameterizedTest
    @CsvSource({
        "NaN, ?", "-1, ?", "Infinity, ?", "0, 0", "999, 999", "999.6, 1.0k", "3.24e9, 3.2G", "9.96e9, 10G", "999.9e9, 1.0T",
        "1e300, 9999P"
    })
    void writesBitsBriefly(double bits, String expected) {
        assertThat(Say.brief(bits)).isEqualTo(expected).hasSizeLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 s", "-820, 0.8 s", "9949, 9.9 s", "9950, 9 s", "119999, 119 s", "120000, 2 min", "7200000, 2 h", "172800000, 2 days"})
    void writesSpans(long millis, String expected) {
        assertThat(Say.span(Duration.ofMillis(millis))).isEqualTo(expected);
    }

    @Test
    void listsAFewNamesAndCountsTheRest() {
        assertThat(Say.names(List.of())).isEmpty();
        assertThat(Say.names(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(Say.names(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c and 2 more");
    }

    @Test
    void takesNothingFromADeviceThatIsNoWord() {
        assertThat(Say.word(" a\r\n\u0000b ")).isEqualTo("a b");
        assertThat(Say.word("x".repeat(500))).hasSizeLessThan(100);
    }

    @Test
    void knowsAHostByItsNameWithoutDomain() {
        assertThat(Roles.sameHost("e1-1", "E1-1.event.example")).isTrue();
        assertThat(Roles.sameHost("198.18.0.1", "198.18.0.2")).isFalse();
        assertThat(Roles.sameHost("", "")).isFalse();
    }
}
