package vor.server.receive.posted;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import vor.testkit.ManualClock;
import vor.testkit.Mutations;

/** Bodies of write_http, as JSON and as lines: what cannot be read is counted, and nothing is thrown. */
class WriteHttpFuzzTest {
    private final WriteHttpReceiver receiver = new WriteHttpReceiver(new ManualClock(), events -> assertThat(events).isNotEmpty());

    WriteHttpFuzzTest() {
        receiver.types("load shortterm:GAUGE:0:U midterm:GAUGE:0:U longterm:GAUGE:0:U\nmemory value:GAUGE:0:U\nif_octets rx:DERIVE:0:U tx:DERIVE:0:U\n");
    }

    /** Runs on its seeds as an ordinary test; {@code make fuzz} lets it search. */
    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        WriteHttpReceiver.Outcome outcome = receiver.take(bytes, "198.18.0.1");
        assertThat(outcome.taken() + outcome.bad()).isBetween(0, bytes.length + 1);
        assertThat(outcome.problems().size()).isEqualTo(Math.min(5, outcome.bad()));
    }

    @Test
    void changedBodiesAreReadOrCounted() {
        Mutations.of(WriteHttpFuzzTest.class, "readsAnyBytes").run(20_000, this::readsAnyBytes);
    }
}
