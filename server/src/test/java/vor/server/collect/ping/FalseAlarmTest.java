package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vor.server.collect.ping.FalseAlarmSimulation.Result;

/** The short form of the false alarm benchmark; the long one is {@link Simulate}. */
class FalseAlarmTest {
    private static final long MINUTE = 60 * Deciding.SECOND;

    @Test
    void tenThousandTargetsAtOnePercentTurnNobodyDownInFiveMinutes() {
        Result result = simulate("random:0.01", 0.1, 5 * MINUTE, 5000);
        assertThat(result.falseDowns()).isZero();
        assertThat(result.silences()).isGreaterThan(100_000);
        assertThat(result.downMillis(0.5)).isLessThan(600);
    }

    @Test
    void aDayOfOnePercentTurnsNobodyDown() {
        assertThat(simulate("random:0.01", 0.1, 1440 * MINUTE, 50).falseDowns()).isZero();
    }

    @Test
    void aCalmSiteSeesACutInLessThanHalfASecond() {
        Result result = simulate("none", 0.1, MINUTE, 500);
        assertThat(result.suspectMillis(0.5)).isLessThan(230);
        assertThat(result.downMillis(0.5)).isLessThan(400);
        assertThat(result.downMillis(0.99)).isLessThan(500);
    }

    @Test
    void aStricterSettingTakesLonger() {
        Result strict = simulate("random:0.02", 0.0001, 60 * MINUTE, 100);
        Result loose = simulate("random:0.02", 10, 60 * MINUTE, 100);
        assertThat(FalseAlarmSimulation.mean(strict.toDown())).isGreaterThan(FalseAlarmSimulation.mean(loose.toDown()));
    }

    @Test
    void aPathThatLosesInBunchesIsLearned() {
        long hour = 60 * MINUTE;
        long day = simulate("bunch:0.01:50ms", 0.1, 12 * hour, 50).falseDowns();
        assertThat(day).isLessThan(50);
    }

    private static Result simulate(String loss, double setting, long length, int devices) {
        return new FalseAlarmSimulation(Deciding.DEFAULT, 10_000, length, loss, setting, 1).run(devices);
    }
}
