package vor.server.health.handlers.mgmt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.Handler;
import vor.model.Ping;
import vor.model.State;
import vor.model.Verdict;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.Pictures;
import vor.testkit.Pings;

class MgmtHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new MgmtHandler();
    }

    @Test
    void isWorstWithoutAnyAddress() {
        Verdict verdict = judge(Devices.device(1, "e1-1").build());
        assertThat(verdict.state()).isEqualTo(State.BAD);
        assertThat(verdict.score()).isEqualTo(1000);
        assertThat(verdict.why()).contains("e1-1");
    }

    @Test
    void missesIpv4() {
        Verdict verdict = judge(Devices.device(1, "e1-1").addresses("fd9a::1").build());
        assertThat(verdict.state()).isEqualTo(State.WORN);
        assertThat(verdict.score()).isEqualTo(550);
    }

    @Test
    void missesIpv6UnlessTold() {
        Devices device = Devices.device(1, "e1-1").addresses("198.18.0.1");
        assertThat(judge(device.build()).score()).isEqualTo(560);
        assertThat(judge(device.tags("ignorev6").build()).state()).isEqualTo(State.GOOD);
    }

    @Test
    void isContentWithBoth() {
        Verdict verdict = judge(Devices.device(1, "e1-1").addresses("fd9a::1", "198.18.0.1").build());
        assertThat(verdict.state()).isEqualTo(State.GOOD);
        assertThat(verdict.facts()).singleElement().satisfies(f -> assertThat(f.value()).isEqualTo("fd9a::1, 198.18.0.1"));
    }

    @Test
    void missesNothingWhileANameMayStillMeanEither() {
        assertThat(judge(Devices.device(1, "e1-1").addresses("e1-1.example").build()).state()).isEqualTo(State.GOOD);
    }

    @Test
    void countsANameForWhatItResolvesTo() {
        Device device = Devices.device(1, "e1-1").addresses("e1-1.example").build();
        Ping ping = Pings.of(1, "e1-1.example", NOW).build();
        Verdict verdict = handler().judge(device, Pictures.of(NOW, device).with(ping), NOW);
        assertThat(verdict.score()).isEqualTo(560);
    }

    private Verdict judge(Device device) {
        return handler().judge(device, Pictures.of(NOW, device), NOW);
    }
}
