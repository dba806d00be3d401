package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static vor.wire.collectd.Captures.damage;
import static vor.wire.collectd.Captures.valuesOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PutvalReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TypesDb TYPES = TypesDb.read(
            "gauge value:GAUGE:U:U\nif_octets rx:DERIVE:0:U tx:DERIVE:0:U\ncounter value:COUNTER:U:U\nabsolute value:ABSOLUTE:0:U");

    private static List<Heard> read(String line) {
        return new PutvalReader(TYPES).read(line, NOW);
    }

    private static Heard.Values one(String line) {
        assertThat(read(line)).hasSize(1);
        return valuesOf(read(line).getFirst());
    }

    @Test
    void aLineOfWriteHttpIsRead() {
        assertThat(read("PUTVAL web1/interface-eth0/if_octets interval=1.000 1795298363.212:12:-3\r")).containsExactly(new Heard.Values(
                new Identifier("web1", "interface", "eth0", "if_octets", ""), Instant.ofEpochSecond(1795298363, 212_000_000), Optional.of(Duration.ofSeconds(1)),
                List.of(new Value.Derive(12), new Value.Derive(-3)), List.of()));
    }

    @Test
    void identifiersMayBeQuotedAndHaveSpacesAndSlashes() {
        assertThat(one("putval \"web 1/df-a \\\"b\\\"/gauge-c-d/e\" N:1").identifier()).isEqualTo(new Identifier("web 1", "df", "a \"b\"", "gauge", "c-d/e"));
    }

    @Test
    void nIsNowAndNoIntervalIsNone() {
        assertThat(one("PUTVAL h/p/gauge N:1").time()).isEqualTo(NOW);
        assertThat(one("PUTVAL h/p/gauge N:1").interval()).isEmpty();
        assertThat(one("PUTVAL h/p/gauge interval=x other=\"a b\" N:1").interval()).isEmpty();
        assertThat(one("PUTVAL h/p/gauge INTERVAL=\"2.5\" N:1").interval()).contains(Duration.ofMillis(2_500));
        assertThat(one("PUTVAL h/p/gauge interval=1e300 N:1").interval()).contains(Duration.ofSeconds(500_000_000));
        assertThat(one("PUTVAL h/p/gauge interval=-1 N:1").interval()).isEmpty();
        assertThat(one("PUTVAL h/p/gauge interval=nan N:1").interval()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"U,NaN", "nan,NaN", "-nan,NaN", "inf,Infinity", "-inf,-Infinity", "1,1", "-1.5e-3,-0.0015", ".5,0.5", "5.,5"})
    void gaugesAreAsCWritesThem(String text, double value) {
        assertThat(one("PUTVAL h/p/gauge N:" + text).values()).containsExactly(new Value.Gauge(value));
    }

    @Test
    void countersKeepEveryBit() {
        assertThat(one("PUTVAL h/p/counter N:18446744073709551615").values()).containsExactly(new Value.Counter(-1));
        assertThat(one("PUTVAL h/p/absolute N:9223372036854775808").values()).containsExactly(new Value.Absolute(Long.MIN_VALUE));
    }

    @Test
    void severalValueListsMayStandInALine() {
        assertThat(read("PUTVAL h/p/gauge 10:1 interval=5 20:2")).extracting(h -> valuesOf(h).interval().orElse(Duration.ZERO).toSeconds()).containsExactly(0L, 5L);
        List<Heard> heard = read("PUTVAL h/p/gauge 10:1 20:x 30:3");
        assertThat(valuesOf(heard.getFirst()).time()).isEqualTo(Instant.ofEpochSecond(10));
        assertThat(heard.getLast()).isEqualTo(new Heard.Damage("\"x\" is no number", 22));
        assertThat(heard).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|it does not begin with PUTVAL", "GETVAL h/p/gauge|it does not begin with PUTVAL", "PUTVAL|PUTVAL without identifier",
        "PUTVAL h/p/gauge|PUTVAL without values", "PUTVAL h/p/gauge interval=1|PUTVAL without values",
        "PUTVAL h/p/nobody N:1|the type nobody is not in types.db", "PUTVAL \"h/p/gauge N:1|a quote that does not end", "\"PUTVAL h/p/gauge N:1|a quote that does not end",
        "PUTVAL h/p/gauge N|values that are not time and 1 numbers of the type gauge", "PUTVAL h/p/gauge N:1:2|values that are not time and 1 numbers of the type gauge",
        "PUTVAL h/p/if_octets N:1|values that are not time and 2 numbers of the type if_octets",
        "PUTVAL h/p/gauge x:1|a time that is neither N nor seconds since 1970", "PUTVAL h/p/gauge 0:1|a time that is neither N nor seconds since 1970",
        "PUTVAL h/p/gauge -5:1|a time that is neither N nor seconds since 1970", "PUTVAL h/p/gauge nan:1|a time that is neither N nor seconds since 1970",
        "PUTVAL h/p/gauge inf:1|a time that is neither N nor seconds since 1970", "PUTVAL h/p/gauge 1e99:1|a time that is neither N nor seconds since 1970",
        "PUTVAL h/p/gauge N:|\"\" is no number", "PUTVAL h/p/gauge N:1f|\"1f\" is no number",
        "PUTVAL h/p/counter N:-1|\"-1\" is no whole number, which a counter is (StoreRates must be false in collectd)",
        "PUTVAL h/p/counter N:U|\"U\" is no whole number, which a counter is (StoreRates must be false in collectd)",
        "PUTVAL h/p/if_octets N:1.5:2|\"1.5\" is no whole number, which a derive is (StoreRates must be false in collectd)"
    })
    void whatIsNoSuchLineSaysWhy(String line, String why) {
        assertThat(read(line)).hasSize(1);
        assertThat(damage(read(line).getFirst())).isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "h/p", "/p/gauge", "h//gauge", "h/-a/gauge", "h/p/", "h/p/-a"})
    void identifiersThatAreNoneAreDamage(String identifier) {
        assertThat(damage(read("PUTVAL " + identifier + " N:1").getFirst())).startsWith("an identifier that is none");
    }

    @Test
    void identifiersHaveALimit() {
        assertThat(one("PUTVAL " + "h".repeat(255) + "/p/gauge N:1").identifier().host()).hasSize(255);
        assertThat(damage(read("PUTVAL " + "h".repeat(256) + "/p/gauge N:1").getFirst())).startsWith("an identifier that is none");
        assertThat(damage(read("PUTVAL h/p/gauge N:" + "1".repeat(100_000)).getFirst())).hasSizeLessThan(200);
    }

    @Test
    void objectsOfWriteHttpAreReadAlike() {
        Identifier identifier = new Identifier("web1", "interface", "eth0", "if_octets", "");
        List<String> kinds = List.of("derive", "gauge");
        assertThat(WriteHttp.values(identifier, 1795298363.212, 1, kinds, List.of("rx", "tx"), List.of("9007199254740993", "null"))).isEqualTo(new Heard.Values(
                identifier, Instant.ofEpochSecond(1795298363, 212_000_000), Optional.of(Duration.ofSeconds(1)),
                List.of(new Value.Derive(9007199254740993L), new Value.Gauge(Double.NaN)), List.of("rx", "tx")));
        assertThat(damage(WriteHttp.values(identifier, 5, 1, kinds, List.of("rx"), List.of("1", "2")))).isEqualTo("2 values, 2 dstypes and 1 dsnames");
        assertThat(damage(WriteHttp.values(identifier, 5, 1, List.of(), List.of(), List.of()))).isEqualTo("0 values, 0 dstypes and 0 dsnames");
        assertThat(damage(WriteHttp.values(identifier, 5, 1, kinds, List.of("rx", "tx"), List.of("1.5", "2")))).startsWith("\"1.5\" is no whole number");
        assertThat(damage(WriteHttp.values(identifier, 5, 1, List.of("x"), List.of("rx"), List.of("1")))).startsWith("a dstype that is none of");
        assertThat(damage(WriteHttp.values(identifier, Double.NaN, 1, List.of("gauge"), List.of("rx"), List.of("1")))).isEqualTo("values without time");
        assertThat(damage(WriteHttp.values(new Identifier("h", "", "", "t", ""), 5, 1, List.of("gauge"), List.of("rx"), List.of("1")))).isEqualTo("values without plugin");
    }
}
