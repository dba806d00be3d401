package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vor.model.Ping;
import vor.model.Ping.State;
import vor.model.Profile;

/** No state that never ends, nobody left out, nobody judged late. */
class LimitsTest {
    private static final String FOUR = "10.0.0.1";
    private static final String SIX = "fd00::1";

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 80, 120, 160, 200, 240})
    void aSingleAddressIsSuspectAtItsDeadlineAndNotWhenItsNextEchoIsDue(int phase) {
        VirtualSite site = new VirtualSite().inventory(List.of(VirtualSite.device(1, List.of(FOUR))));
        site.seconds(60).millis(phase).forget();
        site.v4.host(FOUR).silent = true;
        site.seconds(1);
        Ping suspect = site.heard.stream().filter(p -> p.state() == State.SUSPECT).findFirst().orElseThrow();
        assertThat(Duration.between(suspect.silentSince().orElseThrow(), suspect.at()).toMillis()).isBetween(150L, 165L);
    }

    @Test
    void oneAddressLostAfterALateReplyIsDownHoweverFewEchoesTheLogHolds() {
        VirtualSite site = VirtualSite.of(1).seconds(60);
        site.hold(1, Duration.ofMillis(2400));
        site.seconds(20);
        int asked = site.v6.host(SIX).asked.size();
        site.v6.host(SIX).silent = true;
        site.seconds(30);
        assertThat(site.state(SIX)).isEqualTo(State.DOWN);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
        assertThat(site.v6.host(SIX).asked.size() - asked).isLessThan(400);
    }

    @Test
    void aBudgetThatIsTooSmallIsSharedByAll() {
        VirtualSite site = new VirtualSite(Profile.WIRED, new PingSettings(0.1, 100, Duration.ofMillis(10), 65_536));
        site.inventory(100).seconds(60);
        assertThat(IntStream.rangeClosed(1, 100).map(i -> site.v4.host("10.0.0." + i).asked.size()))
                .allMatch(n -> n >= 20);
    }

    @Test
    void aNameThatResolvedOnceKeepsItsAddressWhenTheDnsIsLost() {
        VirtualSite site = new VirtualSite();
        site.inventory(List.of(VirtualSite.device(1, List.of("switch.example"))));
        Address address = Address.literal(FOUR).orElseThrow();
        site.engine.resolved(new Resolved(Map.of("switch.example", address), Map.of(), List.of(), List.of()));
        site.seconds(60);
        site.engine.resolved(
                new Resolved(Map.of(), Map.of("switch.example", "the name does not resolve"), List.of(), List.of()));
        site.v4.host(FOUR).silent = true;
        site.seconds(1);
        assertThat(site.state("switch.example")).isEqualTo(State.DOWN);
    }

    @Test
    void addressesThatNeverCouldBeSentToBlindNobody() {
        VirtualSite site = new VirtualSite(Profile.MESH, PingSettings.DEFAULT);
        site.v6.errno = Errno.ENETUNREACH;
        site.inventory(List.of(
                VirtualSite.device(1, List.of(FOUR)),
                VirtualSite.device(2, List.of(SIX, "fd00::2", "fd00::3"))));
        site.seconds(600);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
        assertThat(site.sights.stream().skip(61)).noneMatch(s -> s.blind()); // until the first is taken nobody knows
    }
}
