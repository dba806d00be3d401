package vor.wire.icmp;

import org.junit.jupiter.api.Test;
import vor.testkit.Mutations;

/** Packets of echo replies with some bytes changed. */
class EchoCodecMutationTest {
    @Test
    void changedPacketsNeverThrow() {
        Mutations.of(EchoCodecFuzzTest.class, "readsAnyBytes").run(30_000, new EchoCodecFuzzTest()::readsAnyBytes);
    }
}
