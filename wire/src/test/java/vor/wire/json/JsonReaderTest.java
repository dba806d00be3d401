package vor.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void everyKindOfValueIsRead() {
        assertThat(JsonReader.read(" {\"a\": [1, -0.5e2, \"x\\n\\u00e5\\ud83d\\ude00\", true, false, null, {}, []], \"b\":9223372036854775807} ")).isEqualTo(new Json.Fields(Map.of(
                "a",
                new Json.Items(List.of(
                        new Json.Whole(1), new Json.Real(-50), new Json.Text("x\nå😀"), new Json.Truth(true), new Json.Truth(false), new Json.Nothing(), new Json.Fields(Map.of()),
                        new Json.Items(List.of()))),
                "b", new Json.Whole(Long.MAX_VALUE))));
    }

    @Test
    void aWholeNumberThatIsTooLargeIsARealOne() {
        assertThat(JsonReader.read("9223372036854775808")).isEqualTo(new Json.Real(9.223372036854775808e18));
        assertThat(JsonReader.read("1e999")).isEqualTo(new Json.Real(Double.POSITIVE_INFINITY));
        assertThat(JsonReader.read("1.0")).isEqualTo(new Json.Real(1));
    }

    @Test
    void ofANameThatIsThereTwiceTheLastCounts() {
        assertThat(JsonReader.read("{\"a\":1,\"a\":2}")).isEqualTo(new Json.Fields(Map.of("a", new Json.Whole(2))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", " ", "{", "[", "\"", "\"\\", "\"\\u12", "\"\\u12g4\"", "\"\\x\"", "\"a\nb\"", "{a:1}", "{\"a\"1}", "{\"a\":1,}", "[1,]", "[1 2]", "01", "+1", "-", "1.", ".5", "1e", "NaN", "Infinity",
            "nul", "truex", "1 2", "{}x", "'a'", "\"\\u٠٠٠٠\""})
    void whatIsNoJsonIsDamage(String text) {
        assertThat(JsonReader.read(text)).isInstanceOfSatisfying(JsonReader.Damage.class, d -> {
            assertThat(d.why()).isNotEmpty();
            assertThat(d.at()).isBetween(0, text.length());
        });
    }

    @ParameterizedTest
    @CsvSource({"16,true", "17,false", "100000,false"})
    void whatIsTooDeepIsDamageAndNoOverflow(int depth, boolean good) {
        assertThat(JsonReader.read("[".repeat(depth) + "1" + "]".repeat(depth)) instanceof Json).isEqualTo(good);
    }

    @Test
    void aNumberWithoutEndIsDamage() {
        assertThat(JsonReader.read("1".repeat(401))).isInstanceOf(JsonReader.Damage.class);
    }

    @Test
    void aTextIsWrittenSoThatItIsReadAgain() {
        String text = "a\"b\\c\n\r\t\u0001\u2028å😀/";
        StringBuilder out = new StringBuilder();
        JsonText.quote(out, text);
        assertThat(out.chars()).allMatch(c -> c >= ' ');
        assertThat(JsonReader.read(out.toString())).isEqualTo(new Json.Text(text));
    }
}
