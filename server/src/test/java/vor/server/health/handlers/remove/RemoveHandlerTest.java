package vor.server.health.handlers.remove;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vor.model.Agent;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Handler;
import vor.model.Observation;
import vor.model.State;
import vor.model.Uplink;
import vor.model.Verdict;
import vor.testkit.AgentOf;
import vor.testkit.Devices;
import vor.testkit.HandlerContract;
import vor.testkit.Pictures;
import vor.testkit.PortsOf;

class RemoveHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new RemoveHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @Test
    void flipsAtItsMinute() {
        var idle = ports(NOW.minus(Duration.ofMinutes(30)).plusMillis(1));
        assertThat(judge(idle).label()).isEmpty();
        assertThat(judge(idle).reconsider()).contains(NOW.plusMillis(1));
        Verdict safe = judge(ports(NOW.minus(Duration.ofMinutes(30))));
        assertThat(safe.label()).isEqualTo("safe");
        assertThat(safe.state()).isEqualTo(State.GOOD);
    }

    @Test
    void flipsWhenItsTagSays() {
        var idle = ports(NOW.minus(Duration.ofMinutes(5)));
        assertThat(judge(device("quiet:5m"), NOW, idle).label()).isEqualTo("safe");
        assertThat(judge(device("quiet:5m"), NOW, ports(NOW.minus(Duration.ofMinutes(5)).plusMillis(1))).reconsider()).contains(NOW.plusMillis(1));
        assertThat(judge(device("quiet:301s"), NOW, idle).label()).isEmpty();
        assertThat(judge(device("quiet:1h"), NOW, idle).label()).isEmpty();
        assertThat(judge(device("quiet:0m"), NOW, idle).label()).isEmpty();
    }

    @Test
    void isInUseWhileAClientIsLive() {
        assertThat(judge(PortsOf.device(7, NOW).up("ge-0/0/44", "ge-0/0/1").build()).why())
                .isEqualTo("in use: 1 client port live, ge-0/0/1");
    }

    @Test
    void takesTheLastOfItsPorts() {
        Verdict verdict = judge(PortsOf.device(7, NOW)
                .fell(NOW.minus(Duration.ofHours(5)), "ge-0/0/1").fell(NOW.minusSeconds(60), "ge-0/0/2").build());
        assertThat(verdict.why()).startsWith("not yet");
    }

    @Test
    void isNeverSafeWhereItCannotBeKnown() {
        assertThat(judge(PortsOf.device(7, NOW).down("ge-0/0/1").build()).why()).startsWith("cannot be known");
        assertThat(judge(PortsOf.device(7, NOW.minus(Duration.ofMinutes(11))).down("ge-0/0/1").build()).why())
                .startsWith("cannot be known");
        assertThat(judge(ports(NOW.minus(Duration.ofHours(5))), AgentOf.device(7, NOW).state(Agent.State.SILENT, NOW, "").build()).why())
                .startsWith("not known");
    }

    @Test
    void countsFromWhenTheAgentWasFirstHeardWherePortsNeverChanged() {
        var down = PortsOf.device(7, NOW).down("ge-0/0/1").build();
        assertThat(judge(down, AgentOf.device(7, NOW).since(NOW.minusSeconds(1799)).build()).label()).isEmpty();
        assertThat(judge(down, AgentOf.device(7, NOW).since(NOW.minusSeconds(1800)).build()).label()).isEqualTo("safe");
    }

    @Test
    void takesNoUplinkThatItDoesNotKnowForAClient() {
        Device bare = Devices.device(7, "e7-2").addresses("198.18.40.2").below(1).build();
        assertThat(judge(bare, NOW, PortsOf.device(7, NOW).up("ge-0/0/44").build()).why()).startsWith("cannot be known: nobody says");
    }

    @Test
    void isNotRemovedFromUnderOthers() {
        Pictures picture = Pictures.of(NOW, device(), Devices.device(8, "e8-1").below(7).build())
                .with(ports(NOW.minus(Duration.ofHours(5))));
        assertThat(handler().judge(device(), picture, NOW).why()).isEqualTo("in use: e8-1 hangs below it");
    }

    private static Observation ports(Instant fell) {
        return PortsOf.device(7, NOW).up("ge-0/0/44", "ge-0/0/45").fell(fell, "ge-0/0/1").build();
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
