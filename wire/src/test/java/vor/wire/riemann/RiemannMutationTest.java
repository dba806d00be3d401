package vor.wire.riemann;

import org.junit.jupiter.api.Test;
import vor.testkit.Mutations;

/** Messages of riemann-client with some bytes changed. */
class RiemannMutationTest {
    @Test
    void changedMessagesNeverThrow() {
        Mutations.of(RiemannFuzzTest.class, "readsAnyBytes").run(30_000, new RiemannFuzzTest()::readsAnyBytes);
    }
}
