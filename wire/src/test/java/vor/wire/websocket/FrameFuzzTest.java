package vor.wire.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

/** Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it search. */
class FrameFuzzTest {

    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        List<Frame> whole = new ArrayList<>();
        new FrameReader(1_000).read(bytes, 0, bytes.length, whole::add);
        assertThat(whole.size()).isLessThanOrEqualTo(bytes.length / 6 + 1);
        List<Frame> pieces = new ArrayList<>();
        FrameReader one = new FrameReader(1_000);
        for (int i = 0; i < bytes.length; i++) {
            one.read(bytes, i, 1, pieces::add);
        }
        assertThat(pieces).hasSameSizeAs(whole);
    }
}
