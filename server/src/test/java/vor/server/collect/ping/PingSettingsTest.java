package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PingSettingsTest {
    @Test
    void defaults() {
        assertThat(PingSettings.DEFAULT)
                .isEqualTo(new PingSettings(0.1, 100_000, Duration.ofMillis(10), 8 * 1024 * 1024));
    }

    @Test
    void saysWhichFieldIsWrong() {
        assertThatThrownBy(() -> new PingSettings(0, 1, Duration.ofMillis(10), 1 << 20))
                .hasMessageContaining("ping.falseDownsPerDay");
        assertThatThrownBy(() -> new PingSettings(0.1, 1, Duration.ofSeconds(1), 1 << 20))
                .hasMessageContaining("ping.tick");
    }
}
