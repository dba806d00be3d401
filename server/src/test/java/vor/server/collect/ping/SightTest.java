package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.Ping.State;

/** When we are blind, and what happens then: nothing. */
class SightTest {
    private static final String GATEWAY = "10.0.0.254";

    @Test
    void aSilentGatewayOutsideTheInventoryMakesUsBlindWithinASecondAndNobodyDown() {
        VirtualSite site = VirtualSite.of(20).gateway(GATEWAY).seconds(60).forget();
        dark(site, true);
        site.seconds(1);
        assertThat(site.blind()).isTrue();
        assertThat(site.sights.getLast().why()).contains(GATEWAY);
        site.seconds(10);
        assertThat(site.sawAny(State.DOWN)).isFalse();
        dark(site, false);
        site.forget().seconds(5);
        assertThat(site.blind()).isFalse();
        assertThat(site.sawAny(State.DOWN)).isFalse();
        assertThat(site.sawAny(State.SUSPECT)).isFalse();
        assertThat(site.state("10.0.0.7")).isEqualTo(State.UP);
    }

    @Test
    void aLostCarrierMakesUsBlindBeforeAnythingIsSuspect() {
        VirtualSite site = VirtualSite.of(20).seconds(60).forget();
        dark(site, true);
        site.carrierLost = "eth0 has no carrier";
        site.seconds(1);
        assertThat(site.sights.getFirst().why()).isEqualTo("eth0 has no carrier");
        assertThat(site.sawAny(State.SUSPECT)).isFalse();
        assertThat(site.sawAny(State.DOWN)).isFalse();
    }

    @Test
    void whileBlindNothingIsPublishedButSightEachSecond() {
        VirtualSite site = VirtualSite.of(5).seconds(60);
        site.carrierLost = "eth0 has no carrier";
        site.seconds(2).forget().seconds(10);
        assertThat(site.heard).isEmpty();
        assertThat(site.sights).hasSizeBetween(9, 11);
        assertThat(site.counters.blindSeconds.get()).isBetween(10L, 13L);
    }

    @Test
    void losingTheRoutesWhileBlindDoesNotEndBlindness() {
        VirtualSite site = VirtualSite.of(5).gateway(GATEWAY).seconds(60);
        dark(site, true);
        site.seconds(2);
        site.engine.resolved(Resolved.NOTHING);
        site.seconds(5);
        assertThat(site.blind()).isTrue();
        assertThat(site.sawAny(State.DOWN)).isFalse();
    }

    /* The kernel keeps packets while its cable has no carrier, and sends them when it has one again. */
    @Test
    void repliesThatOurOwnCableHeldBackMakeNobodyPatient() {
        VirtualSite site = VirtualSite.of(5).gateway(GATEWAY).seconds(60);
        Duration held = Duration.ofMillis(5100);
        for (int device = 1; device <= 5; device++) {
            site.hold(device, held);
        }
        site.v4.host(GATEWAY).holdsUntil = site.clock.nanos() + held.toNanos();
        site.carrierLost = "eth0 has no carrier";
        site.seconds(5);
        site.carrierLost = null;
        site.seconds(20);
        site.silence(3, true);
        site.seconds(1);
        assertThat(site.state("10.0.0.3")).isEqualTo(State.DOWN);
        dark(site, true);
        site.seconds(1);
        assertThat(site.blind()).isTrue();
    }

    /* A young path is judged with much caution: its silence in the dark must not be taken for a habit. */
    @Test
    void theGatewaysSilenceWhileOurCableWasOutIsNoHabitOfIts() {
        for (double age : new double[] {0.7, 1, 1.5, 2, 3, 5, 10, 20}) {
            VirtualSite site = VirtualSite.of(5).gateway(GATEWAY).seconds(age);
            dark(site, true);
            site.carrierLost = "eth0 has no carrier";
            site.seconds(5);
            dark(site, false);
            site.carrierLost = null;
            site.seconds(30);
            dark(site, true);
            site.seconds(1);
            assertThat(site.blind()).as("first dark after " + age + " s").isTrue();
        }
    }

    @Test
    void aGatewayThatWasLateBeforeLeavesUsBlindAllTheSooner() {
        VirtualSite site = VirtualSite.of(5).gateway(GATEWAY).seconds(60);
        site.v4.host(GATEWAY).holdsUntil = site.clock.nanos() + Duration.ofMillis(900).toNanos();
        site.seconds(10);
        assertThat(site.blind()).isFalse();
        dark(site, true);
        site.seconds(1);
        assertThat(site.blind()).isTrue();
    }

    @Test
    void whatWasLostInTheDarkIsNoLossOfAnybody() {
        VirtualSite site = VirtualSite.of(5).gateway(GATEWAY).seconds(60);
        dark(site, true);
        site.seconds(5);
        dark(site, false);
        site.seconds(5);
        assertThat(site.ping("10.0.0.3").loss().minute()).isZero();
    }

    @Test
    void noBurstsWhileBlind() {
        VirtualSite site = VirtualSite.of(5).gateway(GATEWAY).seconds(60);
        dark(site, true);
        site.seconds(2);
        int asked = site.v4.host("10.0.0.1").asked.size();
        site.seconds(10);
        assertThat(site.v4.host("10.0.0.1").asked.size() - asked).isBetween(39, 41);
    }

    @Test
    void whenOurKernelRefusesEverythingWeAreBlind() {
        VirtualSite site = VirtualSite.of(5).seconds(60).forget();
        site.v4.errno = Errno.ENETUNREACH;
        site.v6.errno = Errno.ENETUNREACH;
        site.seconds(1);
        assertThat(site.blind()).isTrue();
        assertThat(site.sights.getLast().why()).contains("ENETUNREACH");
        assertThat(site.sawAny(State.UNSENDABLE)).isFalse();
        site.v4.errno = 0;
        site.v6.errno = 0;
        site.seconds(3);
        assertThat(site.blind()).isFalse();
        assertThat(site.sawAny(State.DOWN)).isFalse();
        assertThat(site.state("10.0.0.1")).isEqualTo(State.UP);
    }

    @Test
    void aGatewayThatIsSilentWhileOthersAnswerBlindsNobody() {
        VirtualSite site = VirtualSite.of(20).gateway(GATEWAY).seconds(60).forget();
        site.v4.host(GATEWAY).silent = true;
        site.seconds(5);
        assertThat(site.sights).noneMatch(s -> s.blind());
        site.silence(3, true);
        site.seconds(1);
        assertThat(site.state("10.0.0.3")).isEqualTo(State.DOWN);
    }

    @Test
    void aGatewayThatNeverAnsweredIsNoWitness() {
        VirtualSite site = new VirtualSite().inventory(3);
        site.v4.host(GATEWAY).silent = true;
        site.gateway(GATEWAY).seconds(60);
        dark(site, true);
        site.seconds(2);
        assertThat(site.blind()).isFalse();
        assertThat(site.state("10.0.0.1")).isEqualTo(State.DOWN);
    }

    @Test
    void sixtyPercentOfTheLeavesCutAreDownAndWeAreNotBlind() {
        VirtualSite site = VirtualSite.of(50).gateway(GATEWAY).seconds(60).forget();
        for (int i = 1; i <= 30; i++) {
            site.silence(i, true);
        }
        site.seconds(1);
        assertThat(site.sights).noneMatch(s -> s.blind());
        for (int i = 1; i <= 50; i++) {
            assertThat(site.state("10.0.0." + i)).isEqualTo(i <= 30 ? State.DOWN : State.UP);
        }
    }

    @Test
    void everythingSilentButTheGatewayIsDownNotBlind() {
        VirtualSite site = VirtualSite.of(10).gateway(GATEWAY).seconds(60).forget();
        for (int i = 1; i <= 10; i++) {
            site.silence(i, true);
        }
        site.seconds(2);
        assertThat(site.sights).noneMatch(s -> s.blind());
        assertThat(site.state("10.0.0.4")).isEqualTo(State.DOWN);
    }

    @Test
    void whatWasCutWhileWeWereBlindIsDownSoonAfterWeSee() {
        VirtualSite site = VirtualSite.of(10).gateway(GATEWAY).seconds(60);
        dark(site, true);
        site.seconds(3);
        site.silence(2, true);
        dark(site, false);
        site.forget().seconds(3);
        assertThat(site.state("10.0.0.2")).isEqualTo(State.DOWN);
        assertThat(site.state("10.0.0.3")).isEqualTo(State.UP);
    }

    @Test
    void aSuspectDeviceHasItsParentsAskedAndTheirAnswerIsPublishedAtOnce() {
        List<Device> devices = new ArrayList<>();
        devices.add(VirtualSite.device(1, List.of("10.0.0.1", "fd00::1")));
        devices.add(VirtualSite.device(2, List.of("10.0.0.2", "fd00::2"), 1));
        VirtualSite site = new VirtualSite().inventory(devices).seconds(60).forget();
        site.silence(2, true);
        site.seconds(1);
        var down = site.heard.stream().filter(p -> p.state() == State.DOWN).findFirst().orElseThrow();
        boolean told = site.heard.stream()
                .anyMatch(p -> p.address().equals("10.0.0.1")
                        && p.answeredUpTo().orElseThrow().isAfter(down.silentSince().orElseThrow())
                        && p.at().isBefore(down.at()));
        assertThat(told).isTrue();
    }

    private static void dark(VirtualSite site, boolean dark) {
        site.v4.dark = dark;
        site.v6.dark = dark;
    }
}
