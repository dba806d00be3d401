package vor.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it search. */
class JsonFuzzTest {

    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (JsonReader.read(text) instanceof JsonReader.Damage(String why, int at)) {
            assertThat(why).isNotEmpty();
            assertThat(at).isBetween(0, text.length());
        }
        StringBuilder out = new StringBuilder();
        JsonText.quote(out, text);
        assertThat(JsonReader.read(out.toString())).isEqualTo(new Json.Text(text));
    }
}
