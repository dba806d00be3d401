package vor.server.health.handlers.tired;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.Handler;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.Pictures;
import vor.testkit.Pings;

class TiredHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    private final Device device = Devices.device(1, "e1-1").addresses("198.18.40.2").build();

    @Override
    protected Handler handler() {
        return new TiredHandler();
    }

    @Test
    void isWornOnlyAboveTheLimitOfItsProfile() {
        assertThat(judge(10).state()).isEqualTo(State.GOOD);
        assertThat(judge(10.1).state()).isEqualTo(State.WORN);
    }

    private Verdict judge(double millis) {
        var ping = Pings.of(1, "198.18.40.2", NOW).rtt(millis, millis, 0.3).build();
        return handler().judge(device, Pictures.of(NOW, device).with(ping), NOW);
    }
}
