package vor.wire.collectd;

import org.junit.jupiter.api.Test;
import vor.testkit.Mutations;

/** Lines and packets with some bytes changed, each read as both. */
class CollectdTextMutationTest {
    @Test
    void changedLinesNeverThrow() {
        Mutations.of(CollectdFuzzTest.class, "readsAnyBytes").run(20_000, new CollectdFuzzTest()::readsAnyBytes);
    }
}
