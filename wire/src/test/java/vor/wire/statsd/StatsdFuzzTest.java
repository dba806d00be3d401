package vor.wire.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Runs on its seeds as an ordinary test; {@code JAZZER_FUZZ=1} lets it search. */
class StatsdFuzzTest {

    @FuzzTest
    void readsAnyBytes(byte[] bytes) {
        for (boolean tidy : new boolean[] {true, false}) {
            Told told = Told.of(bytes, tidy);
            assertThat(told.packets).isEqualTo(1);
            assertThat(told.all.size()).isBetween(told.lines, bytes.length);
            assertThat(told.bad).allMatch(b -> b.length() <= StatsdReader.MOST_OF_A_BAD_LINE);
        }
    }
}
