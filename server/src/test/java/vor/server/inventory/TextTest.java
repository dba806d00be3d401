package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are refused, and with what words. */
final class TextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "a\\u0000b|character 2 is a control character (U+0000)",
        "\\u001b[31m|character 1 is a control character (U+001B)",
        "a\\u0085|character 2 is a control character (U+0085)",
        "evil\\u202egpj|character 5 is a mark that turns the direction of text (U+202E)",
        "\\u2066x|character 1 is a mark that turns the direction of text (U+2066)",
        "a\\u200bb|character 2 is an invisible character (U+200B)",
        "\\ufeffa|character 1 is an invisible character (U+FEFF)",
        "a\\ud800|character 2 is half of a surrogate pair (U+D800)",
        "\\udc00a|character 1 is half of a surrogate pair (U+DC00)",
        "a\\uffff|character 2 is not a character (U+FFFF)",
        "a\\u2028b|character 2 is a line break (U+2028)",
        " a|begins with a space",
        "a |ends with a space",
        "\\u00a0a|begins with a space",
    })
    void namesWithCharactersNobodySeesAreRefusedNamingThem(String escaped, String why) {
        assertThat(Text.NAME.wrong(unescape(escaped))).contains(why);
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    @Test
    void emptyAndTooLongNamesAreRefused() {
        assertThat(Text.NAME.wrong("")).contains("is empty; expected 1 to 64 characters");
        assertThat(Text.NAME.wrong("x".repeat(65))).contains("has 65 characters; at most 64 are allowed");
        assertThat(Text.NAME.wrong("🦄".repeat(64))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "e1-1", "<script>alert(1)</script>", "a b", "Åse", "核心", "👩‍🚀", "می‌خواهم", "'; DROP TABLE device;--", "../x", "%00"})
    void ordinaryAndOddNamesAreAllowed(String name) {
        assertThat(Text.NAME.wrong(name)).isEmpty();
    }

    @Test
    void tagsHaveNoWhiteSpaceAndNotesMayHaveLines() {
        assertThat(Text.TAG.wrong("a b")).contains("character 2 is white space (U+0020)");
        assertThat(Text.NOTE.wrong("a\n\tb ")).isEmpty();
        assertThat(Text.NOTE.wrong("a\rb")).contains("character 2 is a control character (U+000D)");
        assertThat(Text.NOTE.wrong("x".repeat(4001))).contains("has 4001 characters; at most 4000 are allowed");
    }

    @Test
    void quotedTextHasNothingAScreenWouldObey() {
        assertThat(Text.quoted("a\u001b\u202eb\ud800")).isEqualTo("\"aU+001BU+202EbU+D800\"");
        assertThat(Text.quoted("x".repeat(100))).hasSize(83).endsWith("…\"");
    }
}
