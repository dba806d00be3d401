package vor.server.health.handlers.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.State;
import vor.model.Uplink;
import vor.model.Verdict;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.PortsOf;

class TrafficHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new TrafficHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @Test
    void showsWhatTheUplinksCarryInTheBusierDirectionAndIsNeverIll() {
        Verdict verdict = judge(PortsOf.device(7, NOW)
                .port("ge-0/0/44", p -> p.traffic(1.7e9, 1e8)).port("ge-0/0/45", p -> p.traffic(1.6e9, 1e8))
                .port("ge-0/0/1", p -> p.traffic(9e9, 9e9)).build());
        assertThat(verdict.state()).isEqualTo(State.GOOD);
        assertThat(verdict.score()).isZero();
        assertThat(verdict.label()).isEqualTo("3.2G");
        assertThat(verdict.why()).isEqualTo("carries about 3.2 Gbit/s through 2 uplinks, about 10 Gbit/s through all ports");
    }

    @Test
    void showsAllPortsWhereUplinksAreNotKnown() {
        Verdict verdict = judge(
                Devices.device(7, "e7-2").build(), NOW, PortsOf.device(7, NOW).port("ge-0/0/1", p -> p.traffic(5e6, 1e6)).build());
        assertThat(verdict.label()).isEqualTo("5.0M");
    }

    @Test
    void doesNotChangeWithEveryPoll() {
        assertThat(judge(PortsOf.device(7, NOW).port("ge-0/0/44", p -> p.traffic(2.6e6, 0)).build()))
                .isEqualTo(judge(PortsOf.device(7, NOW.plusSeconds(5)).port("ge-0/0/44", p -> p.traffic(3.1e6, 5)).build()));
    }

    @Test
    void leavesNumbersOutThatNoPortCanCarry() {
        assertThat(judge(PortsOf.device(7, NOW).port("ge-0/0/44", p -> p.traffic(Double.POSITIVE_INFINITY, -5)).build()).label())
                .isIn("", "0");
    }

    private static Device device(String... tags) {
        Device bare = Devices.device(7, "e7-2").addresses("198.18.40.2").tags(tags).build();
        return new Device(
                bare.id(), 1, bare.name(), "wired", bare.addresses(),
                List.of(new Uplink("ge-0/0/44", new DeviceId(1), ""), new Uplink("ge-0/0/45", new DeviceId(1), "")), Set.of(), bare.tags(),
                List.of(), Optional.empty(), "");
    }

    private Verdict judge(Observation... seen) {
        return judge(device(), NOW, seen);
    }
}
