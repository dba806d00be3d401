package vor.wire.icmp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.foreign.MemorySegment;
import vor.model.Family;

/** Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it search. */
class EchoCodecFuzzTest {
    private final EchoCodec codec = new EchoCodec(0x1234, 1, 2);

    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        MemorySegment segment = MemorySegment.ofArray(bytes);
        for (Family family : new Family[] {Family.V4, Family.V6}) {
            codec.read(segment, 0, bytes.length, family, true);
            codec.read(segment, 0, bytes.length, family, false);
            codec.genuine(codec.sentAt(), codec.index());
        }
    }
}
