package vor.server.collect.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChasesTest {
    private static final long SECOND = 1_000_000_000L;

    private final Chases chases = new Chases();

    @Test
    void thereIsNothingToLookAtBeforeAnybodyAsks() {
        assertThat(chases.next()).isEqualTo(Long.MAX_VALUE);
        assertThat(chases.due(SECOND)).isEmpty();
    }

    @Test
    void theSamePortsAreOneChaseHoweverOftenTheyAreAskedFor() {
        assertThat(chases.begin(Set.of("ge-0/0/1"), 0)).isFalse();
        assertThat(chases.begin(Set.of("ge-0/0/1"), 1)).isFalse();
        assertThat(chases.due(2)).hasSize(1);
        assertThat(chases.due(3)).isEmpty();
    }

    @Test
    void theOldestOfTooManyIsGivenUpAndThatIsSaid() {
        IntStream.range(0, Chases.MOST).forEach(i -> assertThat(chases.begin(Set.of("port " + i), i)).isFalse());
        assertThat(chases.begin(Set.of("port 0"), 200)).as("one that is there needs no place").isFalse();
        assertThat(chases.begin(Set.of("one more"), 200)).isTrue();
        assertThat(chases.due(201)).extracting(Chases.Look::ports)
                .hasSize(Chases.MOST).doesNotContain(Set.of("port 0")).contains(Set.of("one more"));
    }

    @Test
    void aChaseEndsByItself() {
        chases.begin(Set.of("ge-0/0/1"), 0);
        int looks = 0;
        for (long now = 0; now < 20 * SECOND; now += SECOND / 20) {
            looks += chases.due(now).size();
        }
        assertThat(looks).isEqualTo(12);
        assertThat(chases.next()).isEqualTo(Long.MAX_VALUE);
    }
}
