package vor.wire.syslog;

import org.junit.jupiter.api.Test;
import vor.testkit.Mutations;

/** Lines of switches with some bytes changed. */
class SyslogMutationTest {
    @Test
    void changedLinesNeverThrow() {
        Mutations.of(SyslogReaderTest.class, "readsAnyBytes").run(30_000, new SyslogReaderTest()::readsAnyBytes);
    }
}
