package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vor.testkit.Mutations;

/** Bodies of events: events come of them, or a problem that says what is wrong. */
class EventBodyFuzzTest {

    /** Runs on its seeds as an ordinary test; {@code make fuzz} lets it search. */
    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        try {
            assertThat(EventBody.read(bytes, Instant.EPOCH).size()).isLessThanOrEqualTo(bytes.length);
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isIn(400, 422);
            assertThat(e.problem().detail()).isNotEmpty();
        }
    }

    @Test
    void changedBodiesAreEventsOrAProblem() {
        Mutations.of(EventBodyFuzzTest.class, "readsAnyBytes").run(20_000, this::readsAnyBytes);
    }
}
