package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''                      | false
            gzip                    | true
            GZip                    | true
            deflate, gzip;q=1.0     | true
            gzip;q=0.001            | true
            gzip;q=0                | false
            gzip; q=0.000           | false
            gzip;q=0, br            | false
            *                       | false
            xgzip                   | false
            """)
    void readsAcceptEncoding(String header, boolean accepted) {
        assertThat(Accept.encoding(header, "gzip")).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "a"             | true
            W/"a"           | true
            "b","a"         | true
            *               | true
            "b", W/"c"      | false
            a               | false
            ""              | false
            "a              | false
            """)
    void readsIfNoneMatch(String header, boolean held) {
        assertThat(Accept.tag(header, "\"a\"")).isEqualTo(held);
    }
}
