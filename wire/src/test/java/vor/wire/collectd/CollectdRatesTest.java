package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CollectdRatesTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final CollectdRates rates = new CollectdRates(2, Duration.ofSeconds(60));

    private List<OptionalDouble> tell(String host, double at, Instant now, Value... values) {
        Instant time = NOW.plusNanos((long) (at * 1e9));
        return rates.rates(new Heard.Values(new Identifier(host, "p", "", "t", ""), time, Optional.empty(), List.of(values), List.of()), now);
    }

    private OptionalDouble tell(double at, Value value) {
        return tell("web1", at, NOW, value).getFirst();
    }

    private OptionalDouble between(Value first, Value second) {
        CollectdRates fresh = new CollectdRates(1, Duration.ofSeconds(60));
        Identifier identifier = new Identifier("h", "p", "", "t", "");
        fresh.rates(new Heard.Values(identifier, NOW, Optional.empty(), List.of(first), List.of()), NOW);
        return fresh.rates(new Heard.Values(identifier, NOW.plusSeconds(2), Optional.empty(), List.of(second), List.of()), NOW).getFirst();
    }

    @Test
    void theFirstHasNoRate() {
        assertThat(tell(0, new Value.Counter(5))).isEqualTo(NONE);
        assertThat(tell(10, new Value.Counter(25))).hasValue(2);
    }

    @Test
    void aGaugeIsItsOwnRateAlwaysAndTakesNoPlace() {
        assertThat(tell(0, new Value.Gauge(-3.5))).hasValue(-3.5);
        assertThat(tell(0, new Value.Gauge(Double.NaN))).hasValue(Double.NaN);
        assertThat(rates.keys()).isZero();
    }

    @Test
    void countersThatFellBeganAnewBehindTheirBits() {
        assertThat(between(new Value.Counter(0xffff_ffffL), new Value.Counter(1))).hasValue(1);
        assertThat(between(new Value.Counter(10), new Value.Counter(8))).hasValue(((1L << 32) - 2) / 2.0);
        assertThat(between(new Value.Counter(-1), new Value.Counter(3))).hasValue(2);
        assertThat(between(new Value.Counter(0x1_0000_0000L), new Value.Counter(0))).as("it was too large for 32 bits").hasValue(0xffff_ffff_0000_0000L >>> 1);
        assertThat(between(new Value.Counter(Long.MAX_VALUE), new Value.Counter(Long.MIN_VALUE))).as("it has no sign").hasValue(0.5);
        assertThat(between(new Value.Counter(0), new Value.Counter(-1))).hasValue(0x1p63);
        assertThat(between(new Value.Counter(7), new Value.Counter(7))).hasValue(0);
    }

    @Test
    void derivesMayFall() {
        assertThat(between(new Value.Derive(10), new Value.Derive(4))).hasValue(-3);
        assertThat(between(new Value.Derive(-4), new Value.Derive(4))).hasValue(4);
        assertThat(between(new Value.Derive(Long.MAX_VALUE), new Value.Derive(Long.MIN_VALUE + 1))).hasValue(1);
    }

    @Test
    void absolutesAreWhatCameSinceTheLast() {
        assertThat(between(new Value.Absolute(100), new Value.Absolute(6))).hasValue(3);
        assertThat(between(new Value.Absolute(0), new Value.Absolute(1L << 63))).hasValue(0x1p62);
    }

    @Test
    void aTimeThatDoesNotGoOnGivesNothingAndChangesNothing() {
        tell(10, new Value.Derive(0));
        assertThat(tell(10, new Value.Derive(100))).isEqualTo(NONE);
        assertThat(tell(9, new Value.Derive(100))).isEqualTo(NONE);
        assertThat(tell(12, new Value.Derive(8))).hasValue(4);
        assertThat(tell("web1", 12, NOW, new Value.Gauge(1), new Value.Derive(8))).containsExactly(OptionalDouble.of(1), NONE);
    }

    @Test
    void timesOfCenturiesApartAreNoHarm() {
        tell(0, new Value.Derive(0));
        Heard.Values late = new Heard.Values(
                new Identifier("web1", "p", "", "t", ""), Instant.ofEpochSecond((1L << 34) - 1), Optional.empty(), List.of(new Value.Derive(1)), List.of());
        assertThat(rates.rates(late, NOW).getFirst().getAsDouble()).isPositive().isLessThan(1e-9);
    }

    @Test
    void otherValuesThanBeforeBeginAnew() {
        tell("web1", 0, NOW, new Value.Derive(0), new Value.Counter(0));
        assertThat(tell("web1", 1, NOW, new Value.Derive(1))).containsExactly(NONE);
        assertThat(tell("web1", 2, NOW, new Value.Counter(1))).containsExactly(NONE);
        assertThat(tell("web1", 3, NOW, new Value.Counter(3))).containsExactly(OptionalDouble.of(2));
    }

    @Test
    void theKnownKeepTheirRatesWhenThereAreTooMany() {
        tell("web1", 0, NOW, new Value.Derive(0));
        tell("web2", 0, NOW, new Value.Derive(0));
        tell("web3", 0, NOW, new Value.Derive(0));
        assertThat(tell("web3", 1, NOW, new Value.Derive(1))).containsExactly(NONE);
        assertThat(tell("web1", 1, NOW, new Value.Derive(1))).containsExactly(OptionalDouble.of(1));
        assertThat(tell("web2", 1, NOW, new Value.Derive(1))).containsExactly(OptionalDouble.of(1));
        assertThat(rates.keys()).isEqualTo(2);
        assertThat(rates.refused()).isEqualTo(2);
    }

    @Test
    void theIdleAreForgottenAndMakeRoom() {
        tell("web1", 0, NOW, new Value.Derive(0));
        tell("web2", 0, NOW.plusSeconds(30), new Value.Derive(0));
        tell("web1", 1, NOW.plusSeconds(40), new Value.Derive(1));
        tell("web3", 0, NOW.plusSeconds(90), new Value.Derive(0));
        assertThat(rates.refused()).as("a minute is not over a minute").isEqualTo(1);
        tell("web3", 0, NOW.plusSeconds(91), new Value.Derive(0));
        assertThat(tell("web3", 1, NOW.plusSeconds(91), new Value.Derive(5))).containsExactly(OptionalDouble.of(5));
        assertThat(tell("web1", 2, NOW.plusSeconds(91), new Value.Derive(2))).containsExactly(OptionalDouble.of(1));
    }

    @Test
    void aSenderWhoseClockWasSetBackHasRatesAgainAfterTheIdleAge() {
        tell("web1", 3_600, NOW, new Value.Derive(0));
        for (int i = 1; i <= 60; i++) {
            assertThat(tell("web1", i, NOW.plusSeconds(i), new Value.Derive(i))).containsExactly(NONE);
        }
        assertThat(tell("web1", 61, NOW.plusSeconds(61), new Value.Derive(61))).containsExactly(NONE);
        assertThat(tell("web1", 62, NOW.plusSeconds(62), new Value.Derive(62))).containsExactly(OptionalDouble.of(1));
    }
}
