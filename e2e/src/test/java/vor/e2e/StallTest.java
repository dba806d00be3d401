package vor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

@OnTheGround
final class StallTest {

    /* The server has just been started, for this class: it knows nothing of the device's habits yet. */
    @Test
    void aDeviceThatAnswersLateAndInBunchesIsNeverCalledDown(Ground ground) {
        Watch watch = ground.watch();
        ground.lab().stall("e9-3", Duration.ofMillis(1500));
        ground.lab().stall("distro2", Duration.ofMillis(800));
        watch.lookOn(Duration.ofSeconds(45));
        ground.lab().heal("e9-3", "distro2");
        watch.live().awaitAllUp(Ground.START);
        assertThat(watch.everIn("down")).isEmpty();
        assertThat(watch.everIn("behind")).isEmpty();
    }
}
