package vor.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Ping;
import vor.testkit.Devices;
import vor.testkit.Pictures;
import vor.testkit.Pings;

class RecentLatencyTest {
    private static final Instant START = Instant.parse("2026-04-01T12:00:00.300Z");
    private static final Device ONE = Devices.device(1, "one").addresses("1.1.1.1", "fd9a::1").build();
    private final RecentLatency latency = new RecentLatency();
    private Pictures picture = Pictures.of(START, ONE);

    @Test
    void knowsNothingOfAStranger() {
        assertThat(latency.of(new DeviceId(9), 600)).isEmpty();
    }

    @Test
    void keepsOnePointForEachSecond() {
        see(at(0, 1.5).build());
        see(at(1, 2.5).sent(4, 1).build());
        LatencySeries series = only(600);
        assertThat(series.from()).isEqualTo(Instant.parse("2026-04-01T12:00:00Z"));
        assertThat(series.points())
                .containsExactly(new LatencySeries.Point(1.5f, 4, 0), new LatencySeries.Point(2.5f, 4, 1));
    }

    @Test
    void doesNotCountASecondSummaryOfTheSameSecondTwice() {
        see(at(0, 1.5).build());
        see(Pings.of(1, "1.1.1.1", START.plusMillis(200)).suspect(START).replied(START).build());
        assertThat(only(600).points()).containsExactly(new LatencySeries.Point(1.5f, 4, 0));
    }

    @Test
    void hasNoRoundTripWhereNoReplyCame() {
        see(at(0, 1.5).build());
        see(Pings.of(1, "1.1.1.1", START.plusSeconds(1)).suspect(START).replied(START).sent(4, 4).build());
        assertThat(only(600).points()).last().isEqualTo(new LatencySeries.Point(Float.NaN, 4, 4));
    }

    @Test
    void showsSecondsWithoutASummaryAsEmpty() {
        see(at(0, 1.5).build());
        see(at(3, 2.5).build());
        assertThat(only(600).points()).hasSize(4).element(2).isEqualTo(new LatencySeries.Point(Float.NaN, 0, 0));
    }

    @Test
    void growsAndThenForgetsTheOldest() {
        for (int i = 0; i < 1500; i++) {
            see(at(i, i).build());
            LatencySeries series = only(600);
            assertThat(series.points()).hasSize(Math.min(i + 1, 600));
            assertThat(series.points().getLast().rtt()).isEqualTo(i);
            assertThat(series.points().getFirst().rtt()).isEqualTo(Math.max(0, i - 599));
        }
    }

    @Test
    void readsOnlyAsFarAsAsked() {
        for (int i = 0; i < 100; i++) {
            see(at(i, i).build());
        }
        assertThat(only(10).points()).hasSize(10).first().isEqualTo(new LatencySeries.Point(90, 4, 0));
        assertThat(only(0).points()).hasSize(1);
        assertThat(only(100_000).points()).hasSize(100);
    }

    @Test
    void beginsAnewAfterALongGapOrWhenTheClockIsSetBack() {
        see(at(0, 1).build());
        see(at(10_000, 2).build());
        assertThat(only(600).points()).hasSize(1);
        see(at(5_000, 3).build());
        assertThat(only(600).points()).containsExactly(new LatencySeries.Point(3, 4, 0));
        assertThat(only(600).from()).isEqualTo(Instant.parse("2026-04-01T13:23:20Z"));
    }

    @Test
    void leavesALateSummaryOut() {
        see(at(5, 1).build());
        see(at(3, 9).build());
        assertThat(only(600).points()).hasSize(1);
    }

    @Test
    void clipsCountsToAByte() {
        see(at(0, 1).sent(1000, -3).build());
        assertThat(only(600).points()).containsExactly(new LatencySeries.Point(1, 255, 0));
    }

    @Test
    void keepsTargetsApart() {
        see(at(0, 1).build(), Pings.of(1, "fd9a::1", START).rtt(2, 2, 2).build());
        assertThat(latency.of(ONE.id(), 600)).extracting(LatencySeries::address).containsExactly("1.1.1.1", "fd9a::1");
    }

    @Test
    void forgetsTargetsThatAreGone() {
        see(at(0, 1).build(), Pings.of(1, "fd9a::1", START).build());
        Pictures before = picture;
        picture = picture.with(Pictures.inventory(2, List.of(Devices.like(ONE).addresses("fd9a::1").build())));
        latency.frame(picture.since(before));
        assertThat(latency.of(ONE.id(), 600)).extracting(LatencySeries::address).containsExactly("fd9a::1");
        before = picture;
        picture = picture.with(Pictures.inventory(3, List.of()));
        latency.frame(picture.since(before));
        assertThat(latency.of(ONE.id(), 600)).isEmpty();
    }

    private void see(Ping... pings) {
        Pictures before = picture;
        picture = picture.with(pings);
        latency.frame(picture.since(before, pings));
    }

    private static Pings at(int second, double rtt) {
        Instant at = START.plusSeconds(second);
        return Pings.of(1, "1.1.1.1", at).rtt(rtt, rtt, 0.1);
    }

    private LatencySeries only(int seconds) {
        return latency.of(ONE.id(), seconds).getFirst();
    }
}
