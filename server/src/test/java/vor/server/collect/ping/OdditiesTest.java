package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.DeviceId;
import vor.model.Ping.State;
import vor.model.Profile;

/** What comes in from the network, and from our own machine, without effect on anything but the counters. */
class OdditiesTest {
    private static final String FOUR = "10.0.0.1";

    @Test
    void duplicatesAreCountedOnly() {
        VirtualSite site = VirtualSite.of(1).seconds(5);
        site.v4.host(FOUR).copies = 3;
        site.seconds(1);
        assertThat(site.counters.duplicate.get()).isBetween(6L, 10L);
        assertThat(site.ping(FOUR).loss().tenSeconds()).isZero();
    }

    @Test
    void aReplyFromAnotherAddressAnswersNothing() {
        VirtualSite site = VirtualSite.of(1).seconds(60);
        site.silence(1, true);
        site.seconds(2);
        Address other = Address.literal("10.0.0.77").orElseThrow();
        site.engine.reply(other.hi(), other.lo(), 0, 1, site.clock.nanos(), site.clock.nanos(), 0);
        site.engine.reply(other.hi(), other.lo(), -5, 1, site.clock.nanos(), site.clock.nanos(), 0);
        site.engine.reply(other.hi(), other.lo(), Integer.MAX_VALUE, 1, site.clock.nanos(), site.clock.nanos(), 0);
        assertThat(site.counters.wrongSource.get()).isEqualTo(3);
        assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
    }

    @Test
    void aReplyToARequestThatWasNeverSentAnswersNothing() {
        VirtualSite site = VirtualSite.of(1).seconds(60);
        site.silence(1, true);
        site.seconds(2);
        Address four = Address.literal(FOUR).orElseThrow();
        site.engine.reply(four.hi(), four.lo(), 0, 5_000, site.clock.nanos(), site.clock.nanos(), 0);
        site.engine.reply(four.hi(), four.lo(), 0, -1, site.clock.nanos(), site.clock.nanos(), 0);
        site.engine.reply(four.hi(), four.lo(), 0, 3, 42, site.clock.nanos(), 0);
        assertThat(site.counters.unknown.get()).isEqualTo(3);
        assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
    }

    @Test
    void forgedTruncatedOversizedAndStrayPacketsAreCountedOnly() {
        VirtualSite site = VirtualSite.of(1).seconds(60).forget();
        Address four = Address.literal(FOUR).orElseThrow();
        site.engine.forged(four.hi(), four.lo(), 0);
        for (EchoSocket.Oddity oddity : EchoSocket.Oddity.values()) {
            site.engine.odd(oddity);
        }
        assertThat(List.of(
                        site.counters.forged.get(), site.counters.stray.get(), site.counters.truncated.get(),
                        site.counters.oversized.get(), site.counters.hints.get()))
                .containsOnly(1L);
        assertThat(site.heard).isEmpty();
    }

    @Test
    void aStepOfTheWallClockIsCountedAndHarmsNothing() {
        VirtualSite site = VirtualSite.of(2).seconds(60).forget();
        site.clock.step(Duration.ofHours(-5));
        site.seconds(3);
        assertThat(site.counters.clockSteps.get()).isEqualTo(1);
        assertThat(site.sawAny(State.SUSPECT)).isFalse();
        assertThat(site.ping(FOUR).rtt().orElseThrow().last()).isEqualTo(1.0);
        assertThat(Duration.between(site.ping(FOUR).at(), site.now()).abs().toMillis()).isLessThan(1100);
    }

    @Test
    void aKernelTimeStampThatCannotBeTrueIsClamped() {
        VirtualSite site = VirtualSite.of(1).seconds(1);
        Address four = Address.literal(FOUR).orElseThrow();
        site.engine.reply(four.hi(), four.lo(), 0, 9_999, site.clock.nanos(), site.clock.nanos(), Long.MIN_VALUE);
        site.engine.reply(four.hi(), four.lo(), 0, 9_999, site.clock.nanos(), site.clock.nanos(), Long.MAX_VALUE);
        assertThat(site.counters.clamped.get()).isEqualTo(2);
    }

    @Test
    void anEchoThatFoundNoRoomInTheKernelIsSentAMomentLater() {
        VirtualSite site = VirtualSite.of(2).seconds(60).forget();
        int before = site.v4.host(FOUR).asked.size();
        site.v4.host(FOUR).noRoom = 1;
        site.seconds(2);
        assertThat(site.v4.host(FOUR).asked.size() - before).isBetween(8, 9);
        assertThat(site.counters.sentAgain.get()).isEqualTo(1);
        assertThat(site.counters.sendErrors(Errno.ENOBUFS).get()).isZero();
    }

    @Test
    void aFullSendQueueIsNobodysSilence() {
        VirtualSite site = VirtualSite.of(2).seconds(60).forget();
        site.v4.host(FOUR).errno = Errno.ENOBUFS;
        site.seconds(10);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
        assertThat(site.counters.sendErrors(Errno.ENOBUFS).get()).isPositive();
    }

    @Test
    void theBudgetHoldsEvenWhenAllAreCut() {
        VirtualSite site = new VirtualSite(
                Profile.WIRED, new PingSettings(0.1, 1000, Duration.ofMillis(10), 1 << 20));
        site.inventory(100).seconds(60);
        for (int i = 1; i <= 100; i++) {
            site.silence(i, true);
        }
        long before = site.counters.sent.get();
        site.seconds(2);
        assertThat(site.counters.sent.get() - before).isLessThanOrEqualTo(2150);
        assertThat(site.counters.budgetRefused.get()).isPositive();
        assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
    }

    @Test
    void whoIsProbedIsAskedAtOnceAndTheAnswerPublished() {
        VirtualSite site = new VirtualSite(Profile.MESH, PingSettings.DEFAULT).inventory(1).seconds(120).forget();
        int asked = site.v4.host(FOUR).asked.size();
        site.engine.probeNow(List.of(new DeviceId(1), new DeviceId(99)));
        site.millis(30);
        assertThat(site.v4.host(FOUR).asked).hasSize(asked + 1);
        assertThat(site.heard).anyMatch(p -> p.address().equals(FOUR));
    }
}
