package vor.lab.responder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BehaviourTest {
    private static final long MS = 1_000_000;
    private static final Duration NONE = Duration.ZERO;

    @Test
    void deviceWithoutTroubleRepliesAtOnce() {
        Behaviour well = new Behaviour(1, NONE, NONE, NONE, 0, 0);
        for (long now = 0; now < 60_000 * MS; now += 7 * MS) {
            assertThat(well.repliesAt(now)).isEqualTo(now);
            assertThat(well.twice()).isFalse();
        }
    }

    @Test
    void freezesLastFrom200MillisecondsToTheLongestAndComeAgainAndAgain() {
        Map<Long, Long> freezes = freezes(42, 1500);
        assertThat(freezes.size()).isBetween(8, 30);
        freezes.values().forEach(length -> assertThat(length).isBetween(195 * MS, 1500 * MS));
        assertThat(freezes.values().stream().mapToLong(l -> l).max().orElseThrow()).isGreaterThan(800 * MS);
    }

    @Test
    void stallShorterThan200MillisecondsIsKeptShort() {
        assertThat(freezes(42, 50)).allSatisfy((end, length) -> assertThat(length).isBetween(45 * MS, 50 * MS));
    }

    @Test
    void allThatArrivesInOneFreezeLeavesAtOneMoment() {
        Freezes freezes = new Freezes(7, 800 * MS, 0);
        long now = 0;
        while (freezes.actsAt(now) == now) {
            now += MS;
        }
        long end = freezes.actsAt(now);
        for (; now < end; now += MS) {
            assertThat(freezes.actsAt(now)).isEqualTo(end);
        }
        assertThat(freezes.actsAt(end)).isEqualTo(end);
    }

    @Test
    void sameSeedFreezesTheSameOtherSeedsDiffer() {
        assertThat(freezes(42, 800)).isEqualTo(freezes(42, 800)).isNotEqualTo(freezes(43, 800));
    }

    @Test
    void deviceThatNobodyAskedForAnHourIsNotStuck() {
        Freezes freezes = new Freezes(3, 800 * MS, 0);
        long later = 3_600_000 * MS;
        assertThat(freezes.actsAt(later) - later).isBetween(0L, 800 * MS);
    }

    @Test
    void delayVariesByTheJitterAndNeverGoesBack() {
        Behaviour late = new Behaviour(1, NONE, Duration.ofMillis(3), Duration.ofMillis(5), 0, 0);
        for (long now = 0; now < 1000 * MS; now += MS) {
            assertThat(late.repliesAt(now) - now).isBetween(0L, 8 * MS);
        }
    }

    @Test
    void duplicatesComeAsOftenAsAsked() {
        Behaviour twice = new Behaviour(1, NONE, NONE, NONE, 0.1, 0);
        int count = 0;
        for (int i = 0; i < 10_000; i++) {
            count += twice.twice() ? 1 : 0;
        }
        assertThat(count).isBetween(900, 1100);
    }

    /** End to length of every freeze of one minute, asked every millisecond. */
    private static Map<Long, Long> freezes(long seed, long longestMillis) {
        Freezes freezes = new Freezes(seed, longestMillis * MS, 0);
        Map<Long, Long> found = new LinkedHashMap<>();
        for (long now = 0; now < 60_000 * MS; now += MS) {
            long acts = freezes.actsAt(now);
            if (acts != now) {
                found.putIfAbsent(acts, acts - now);
            }
        }
        return found;
    }
}
