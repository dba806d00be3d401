package vor.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it search. */
class HttpFuzzTest {

    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        switch (HeadReader.read(bytes, 0, bytes.length)) {
            case RequestHead head -> {
                assertThat(head.path()).startsWith("/").hasSizeLessThan(bytes.length);
                assertThat(head.minor()).isBetween(0, 1);
            }
            case Head.Damage(int status, String why) -> {
                assertThat(status).isIn(400, 501);
                assertThat(why).isNotEmpty();
            }
        }
    }
}
