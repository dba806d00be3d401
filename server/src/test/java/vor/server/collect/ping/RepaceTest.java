package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import vor.model.Ping.State;
import vor.model.Profile;

/** Other paces and limits while the engine runs: nothing that is known gets lost. */
class RepaceTest {
    private static final String FOUR = "10.0.0.1";

    private final AtomicReference<Profile> profile = new AtomicReference<>(Profile.WIRED);
    private final VirtualSite site = new VirtualSite(name -> profile.get());

    private void pace(Duration interval) {
        profile.set(new Profile("wired", "", interval));
        site.engine.settings(PingSettings.DEFAULT);
    }

    private long asked(double seconds) {
        int before = site.v4.host(FOUR).asked.size();
        site.seconds(seconds);
        return site.v4.host(FOUR).asked.size() - before;
    }

    @Test
    void targetsAreAskedAtTheNewPaceWithinASecondAndStayUp() {
        site.inventory(3).seconds(60);
        assertThat(asked(10)).isBetween(38L, 42L);
        site.forget();
        pace(Duration.ofSeconds(1));
        assertThat(asked(10)).isBetween(9L, 11L);
        pace(Duration.ofMillis(100));
        assertThat(asked(10)).isBetween(95L, 105L);
        assertThat(site.heard).allMatch(p -> p.state() == State.UP);
        assertThat(site.ping(FOUR).rtt()).isPresent();
    }

    @Test
    void whatIsDownStaysDownAndComesBack() {
        site.inventory(3).seconds(60);
        site.silence(1, true);
        site.seconds(3);
        assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
        site.forget();
        pace(Duration.ofSeconds(1));
        site.seconds(5);
        assertThat(site.heard.stream().filter(p -> p.address().equals(FOUR))).allMatch(p -> p.state() == State.DOWN);
        site.silence(1, false);
        site.seconds(20);
        assertThat(site.state(FOUR)).isEqualTo(State.UP);
    }

    @Test
    void aCutAtTheNewPaceIsStillSeen() {
        site.inventory(3).seconds(60);
        pace(Duration.ofMillis(100));
        site.seconds(60);
        site.silence(1, true);
        site.seconds(1);
        assertThat(site.state(FOUR)).isEqualTo(State.DOWN);
    }

    @Test
    void aSmallerBudgetCountsAtOnceAndALargerOneToo() {
        site.inventory(100).seconds(20);
        long before = site.counters.sent.get();
        site.engine.settings(new PingSettings(0.1, 100, Duration.ofMillis(10), 65_536));
        site.seconds(10);
        assertThat(site.counters.sent.get() - before).isLessThan(1_200);
        site.engine.settings(PingSettings.DEFAULT);
        before = site.counters.sent.get();
        site.seconds(10);
        assertThat(site.counters.sent.get() - before).isGreaterThan(7_000);
    }

    @Test
    void aDeviceThatMovesToAnotherProfileKeepsWhatIsKnownOfIt() {
        VirtualSite two = new VirtualSite(name -> name.equals("slow") ? new Profile("slow", "", Duration.ofSeconds(1)) : Profile.WIRED);
        two.inventory(List.of(VirtualSite.device(1, List.of(FOUR)))).seconds(60).forget();
        var moved = VirtualSite.device(1, List.of(FOUR, "10.0.0.9"));
        two.inventory(List.of(new vor.model.Device(
                moved.id(), 2, moved.name(), "slow", moved.addresses(), moved.uplinks(), moved.networks(), moved.tags(), moved.placements(),
                Optional.empty(), "")));
        two.seconds(10);
        assertThat(two.heard.stream().filter(p -> p.address().equals(FOUR))).allMatch(p -> p.state() == State.UP);
        assertThat(two.state("10.0.0.9")).isEqualTo(State.UP);
    }
}
