package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vor.model.DeviceId;
import vor.model.Ping;
import vor.model.Ping.State;
import vor.model.Profile;

/** Each state, and the ways between them, in virtual time. */
class PingStatesTest {
    private static final String FOUR = "10.0.0.1";
    private static final String SIX = "fd00::1";

    @Test
    void beginsWaitingAndIsUpWithTheFirstAnswer() {
        VirtualSite site = VirtualSite.of(1);
        assertThat(site.state(FOUR)).isEqualTo(State.WAITING);
        site.millis(300);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
        assertThat(site.state(SIX)).isEqualTo(State.UP);
    }

    @Test
    void isNeverWhenItDoesNotAnswerForTwoSecondsAndIsAskedOnAtItsPace() {
        VirtualSite site = VirtualSite.of(1);
        site.silence(1, true);
        site.seconds(3);
        assertThat(site.state(FOUR)).isEqualTo(State.NEVER);
        assertThat(site.v4.host(FOUR).asked).hasSizeBetween(11, 13);
        site.silence(1, false);
        site.millis(300);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
    }

    @Test
    void aCutIsSuspectAfter150MillisecondsAndDownInLessThanHalfASecond() {
        VirtualSite site = VirtualSite.of(1).seconds(60).forget();
        site.silence(1, true);
        Instant cut = site.now();
        site.seconds(1);
        Ping suspect = first(site, State.SUSPECT);
        Ping down = first(site, State.DOWN);
        assertThat(Duration.between(suspect.silentSince().orElseThrow(), suspect.at()).toMillis()).isBetween(150L, 165L);
        assertThat(Duration.between(cut, down.at()).toMillis()).isBetween(250L, 450L);
        assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
        assertThat(site.state(SIX)).isEqualTo(State.DOWN);
    }

    @Test
    void aCutThatIsSeenAtThePortIsSuspectAsSoonAsAnEchoIsOverdue() {
        VirtualSite site = VirtualSite.of(1).seconds(60).forget();
        site.silence(1, true);
        Instant cut = site.now();
        site.engine.portFell(List.of(new DeviceId(1)));
        site.seconds(1);
        assertThat(Duration.between(cut, first(site, State.SUSPECT).at()).toMillis()).isBetween(25L, 50L);
    }

    @Test
    void aPortThatFallsAboveADeviceThatAnswersChangesNothingButSomeEchoes() {
        VirtualSite site = VirtualSite.of(1).seconds(60).forget();
        int before = site.v4.host(FOUR).asked.size();
        site.engine.portFell(List.of(new DeviceId(1), new DeviceId(99)));
        site.seconds(5);
        assertThat(site.sawAny(State.SUSPECT)).isFalse();
        assertThat(site.v4.host(FOUR).asked.size() - before).isBetween(30, 48);
        assertThat(site.engine.busy()).isFalse();
    }

    @Test
    void theSecondAddressIsSuspectAsSoonAsAnyOfItsEchoesIsOverdue() {
        VirtualSite site = VirtualSite.of(1).seconds(60).forget();
        site.silence(1, true);
        site.seconds(1);
        List<Instant> suspect = site.heard.stream()
                .filter(p -> p.state() == State.SUSPECT)
                .map(Ping::at)
                .toList();
        assertThat(suspect).hasSizeGreaterThanOrEqualTo(2);
        assertThat(Duration.between(suspect.get(0), suspect.get(1)).toMillis()).isBetween(0L, 40L);
        assertThat(site.saw(FOUR, State.SUSPECT) && site.saw(SIX, State.SUSPECT)).isTrue();
    }

    @Test
    void tellsExactlySinceWhenItIsSilentAndUntilWhenItAnswered() {
        VirtualSite site = VirtualSite.of(1).seconds(60);
        site.silence(1, true);
        Instant cut = site.now();
        site.seconds(100);
        Ping ping = site.ping(FOUR);
        assertThat(ping.answeredUpTo().orElseThrow()).isBefore(cut);
        assertThat(ping.silentSince().orElseThrow()).isBetween(cut, cut.plusMillis(250));
        assertThat(Duration.between(ping.answeredUpTo().orElseThrow(), ping.silentSince().orElseThrow()).toMillis())
                .isBetween(240L, 260L);
    }

    @Test
    void oneLostEchoIsSuspectForAMomentOnly() {
        VirtualSite site = VirtualSite.of(1).seconds(60).forget();
        FakeNetwork.Host host = site.v4.host(FOUR);
        int asked = host.asked.size();
        host.silent = true;
        while (host.asked.size() == asked) {
            site.millis(10);
        }
        host.silent = false;
        site.seconds(1);
        assertThat(site.saw(FOUR, State.SUSPECT)).isTrue();
        assertThat(site.sawAny(State.DOWN)).isFalse();
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
        assertThat(site.ping(FOUR).silentSince()).isEmpty();
    }

    @Test
    void anAddressMayBeDownWhileTheOtherAnswers() {
        VirtualSite site = VirtualSite.of(1).seconds(60);
        site.v4.host(FOUR).silent = true;
        site.seconds(1);
        assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
        assertThat(site.state(SIX)).isEqualTo(State.UP);
        assertThat(site.saw(SIX, State.SUSPECT)).isFalse();
    }

    @Test
    void answersAgainAndIsUpAfterThreeSteadySeconds() {
        VirtualSite site = VirtualSite.of(1).seconds(60);
        site.silence(1, true);
        site.seconds(5);
        site.silence(1, false);
        site.millis(300);
        assertThat(site.state(FOUR)).isEqualTo(State.RECOVERING);
        site.seconds(2);
        assertThat(site.state(FOUR)).isEqualTo(State.RECOVERING);
        site.seconds(2.5);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
    }

    @Test
    void threeDownsInFiveMinutesAreFlappingUntilCalmForTwo() {
        VirtualSite site = VirtualSite.of(1).seconds(60);
        for (int i = 0; i < 3; i++) {
            site.silence(1, true);
            site.seconds(3);
            assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
            site.silence(1, false);
            site.seconds(20);
        }
        assertThat(site.state(FOUR)).isEqualTo(State.FLAPPING);
        site.seconds(90);
        assertThat(site.state(FOUR)).isEqualTo(State.FLAPPING);
        site.seconds(15);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
    }

    @Test
    void aLateReplyTakesDownBackAtOnce() {
        VirtualSite site = VirtualSite.of(1).seconds(60).forget();
        site.hold(1, Duration.ofMillis(1200));
        site.millis(1150);
        assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
        site.millis(100);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
        assertThat(site.counters.downsTakenBack.get()).isPositive();
        assertThat(site.saw(FOUR, State.RECOVERING)).isFalse();
    }

    @Test
    void aNameThatDoesNotResolveSaysSoAndIsAskedOnceItDoes() {
        VirtualSite site = new VirtualSite();
        site.inventory(List.of(VirtualSite.device(1, List.of("switch.example"))));
        site.engine.resolved(
                new Resolved(Map.of(), Map.of("switch.example", "the name does not resolve"), List.of(), List.of()));
        site.seconds(2);
        assertThat(site.state("switch.example")).isEqualTo(State.UNRESOLVED);
        assertThat(site.ping("switch.example").why()).contains("does not resolve");
        Address address = Address.literal(FOUR).orElseThrow();
        site.engine.resolved(new Resolved(Map.of("switch.example", address), Map.of(), List.of(), List.of()));
        site.seconds(1);
        assertThat(site.state("switch.example")).isEqualTo(State.UP);
        assertThat(site.ping("switch.example").resolved()).isEqualTo(FOUR);
    }

    @Test
    void whatOurKernelRefusesIsUnsendableNotDown() {
        VirtualSite site = VirtualSite.of(2).seconds(60).forget();
        site.v4.host(FOUR).errno = Errno.EPERM;
        site.seconds(2);
        assertThat(site.state(FOUR)).isEqualTo(State.UNSENDABLE);
        assertThat(site.ping(FOUR).why()).contains("EPERM");
        assertThat(site.sawAny(State.SUSPECT)).isFalse();
        assertThat(site.blind()).isFalse();
        site.v4.host(FOUR).errno = 0;
        site.seconds(1);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
    }

    @Test
    void aSlowProfileIsAskedAtItsPaceAndGivenTime() {
        VirtualSite site = new VirtualSite(Profile.MESH, PingSettings.DEFAULT).inventory(1);
        site.seconds(600);
        assertThat(site.v4.host(FOUR).asked).hasSizeBetween(9, 11);
        site.silence(1, true);
        site.seconds(90);
        assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
        assertThat(site.v4.host(FOUR).asked.size()).isLessThan(60);
    }

    @Test
    void inventoryChangesKeepTheStateOfWhatStays() {
        VirtualSite site = VirtualSite.of(2).seconds(60);
        site.silence(1, true);
        site.seconds(2);
        site.inventory(List.of(VirtualSite.device(1, List.of(SIX, FOUR, "10.0.0.9")))).forget();
        site.seconds(2);
        assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
        assertThat(site.state("10.0.0.9")).isEqualTo(State.UP);
        assertThat(site.heard).noneMatch(p -> p.address().equals("10.0.0.2"));
    }

    @Test
    void whatWasLostWhileItWasDownIsNoLossOfThePathThatAnswersAgain() {
        VirtualSite site = VirtualSite.of(2).seconds(60);
        site.silence(1, true);
        site.seconds(20);
        assertThat(site.ping(FOUR).loss().minute()).isGreaterThan(0.2);
        site.silence(1, false);
        site.seconds(6);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
        assertThat(site.ping(FOUR).loss().minute()).isZero();
    }

    @Test
    void tellsOfEachTargetOnceASecond() {
        VirtualSite site = VirtualSite.of(3).seconds(5).forget();
        site.seconds(10);
        assertThat(site.heard).hasSizeBetween(54, 66);
        assertThat(site.ping(FOUR).sent()).isEqualTo(4);
        assertThat(site.ping(FOUR).lost()).isZero();
        assertThat(site.ping(FOUR).loss().tenSeconds()).isZero();
        assertThat(site.ping(FOUR).rtt().orElseThrow().last()).isEqualTo(1.0);
    }

    @Test
    void theAddressesOfADeviceAreAskedInOppositePhases() {
        VirtualSite site = VirtualSite.of(1).seconds(10);
        List<Long> four = site.v4.host(FOUR).asked;
        List<Long> six = site.v6.host(SIX).asked;
        long apart = Math.floorMod(four.getLast() - six.getLast(), 250 * Deciding.MS) / Deciding.MS;
        assertThat(apart).isBetween(110L, 140L);
    }

    private static Ping first(VirtualSite site, State state) {
        return site.heard.stream().filter(p -> p.state() == state).findFirst().orElseThrow();
    }
}
