package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vor.model.Ping.State;

/** Devices that hold their answers back for a while and then deliver them in a bunch. */
class StallTest {
    @Test
    void aDeviceThatStallsFromTheStartIsNeverCalledDown() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 20; run++) {
            VirtualSite site = VirtualSite.of(1).seconds(random.nextDouble(1, 5));
            for (int stall = 0; stall < 40; stall++) {
                site.hold(1, Duration.ofMillis(random.nextLong(200, 1500)));
                site.seconds(random.nextDouble(2, 12));
            }
            assertThat(site.sawAny(State.DOWN)).as("seed %d run %d", seed, run).isFalse();
        }
    }

    @Test
    void aCalmDeviceThatBeginsWithASmallStallIsNeverCalledDownForTheLongOnes() {
        VirtualSite site = VirtualSite.of(1).seconds(3600).forget();
        site.hold(1, Duration.ofMillis(300));
        site.seconds(10);
        for (int i = 0; i < 30; i++) {
            site.hold(1, Duration.ofMillis(1500));
            site.seconds(20);
        }
        assertThat(site.sawAny(State.DOWN)).isFalse();
    }

    @Test
    void afterAFirstLongStallOnACalmPathTheNextIsForgiven() {
        VirtualSite site = VirtualSite.of(1).seconds(600);
        site.hold(1, Duration.ofMillis(1500));
        site.seconds(3);
        assertThat(site.sawAny(State.DOWN)).isTrue();
        site.forget();
        for (int i = 0; i < 30; i++) {
            site.hold(1, Duration.ofMillis(1500));
            site.seconds(120);
        }
        assertThat(site.sawAny(State.DOWN)).isFalse();
    }

    @Test
    void aStallerThatIsReallyCutIsDownInTheEnd() {
        VirtualSite site = VirtualSite.of(1).seconds(60);
        for (int i = 0; i < 5; i++) {
            site.hold(1, Duration.ofSeconds(1));
            site.seconds(5);
        }
        site.silence(1, true);
        site.seconds(12);
        assertThat(site.state("10.0.0.1")).isEqualTo(State.DOWN);
    }
}
