package vor.wire.riemann;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;

/** Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it search. */
class RiemannFuzzTest {
    private final RiemannReader reader = new RiemannReader(1_000);

    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        switch (reader.read(bytes, 0, bytes.length, Instant.EPOCH)) {
            case Heard.Message(var events, var query, var ok, var error) -> {
                assertThat(events.size()).isLessThanOrEqualTo(bytes.length / 2);
                byte[] again = RiemannWriter.message(events);
                assertThat(reader.read(again, 0, again.length, Instant.EPOCH)).isInstanceOf(Heard.Message.class);
            }
            case Heard.Damage(String why, int at) -> {
                assertThat(why).isNotEmpty();
                assertThat(at).isBetween(0, bytes.length);
            }
        }
    }
}
