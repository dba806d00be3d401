package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceRecordTest {
    private static final long MS = Deciding.MS;
    private static final long SECOND = Deciding.SECOND;
    private static final double SHARE = 0.1 / 15_000;

    private final SilenceRecord record = new SilenceRecord(Deciding.DEFAULT, 1);

    @Test
    void aNewPathIsGivenTheBenefitOfTheDoubtForSomeSeconds() {
        assertThat(record.needed(SHARE)).isGreaterThan(1500 * MS);
        record.calm(30 * SECOND);
        assertThat(record.needed(SHARE)).isLessThan(320 * MS);
    }

    @Test
    void neverLessThanTheFloor() {
        record.calm(3600 * SECOND);
        assertThat(record.needed(1000)).isEqualTo(Deciding.DEFAULT.downFloor());
    }

    @Test
    void aStricterSettingNeedsALongerSilence() {
        record.calm(600 * SECOND);
        assertThat(record.needed(SHARE / 1000)).isGreaterThan(record.needed(SHARE));
    }

    @Test
    void oneInnocentSilenceMakesSomeTimesItsSpanNecessary() {
        record.calm(3600 * SECOND);
        record.ended(1000 * MS, 1);
        record.calm(600 * SECOND);
        assertThat(record.needed(SHARE)).isBetween(2000 * MS, 4500 * MS);
    }

    @Test
    void manyShortSilencesLeaveLongOnesTelling() {
        for (int i = 0; i < 2000; i++) {
            record.calm(25 * SECOND);
            record.ended(155 * MS, 1);
        }
        assertThat(record.needed(SHARE)).isLessThan(400 * MS);
    }

    @Test
    void slowTargetsHaveTheirSpansMultiplied() {
        SilenceRecord slow = new SilenceRecord(Deciding.DEFAULT, 4);
        slow.calm(600 * SECOND);
        record.calm(600 * SECOND);
        assertThat(slow.needed(SHARE)).isBetween(record.needed(SHARE) * 39 / 10, record.needed(SHARE) * 41 / 10);
    }
}
