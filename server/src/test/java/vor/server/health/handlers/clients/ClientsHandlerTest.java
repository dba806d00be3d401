package vor.server.health.handlers.clients;

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
import vor.testkit.Pictures;
import vor.testkit.PortsOf;

class ClientsHandlerTest extends HandlerContract {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @Override
    protected Handler handler() {
        return new ClientsHandler();
    }

    @Test
    void isCalmWhereNobodyAsksBySnmp() {
        Verdict verdict = judge();
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.weighs()).isFalse();
    }

    @Test
    void countsLivePortsThatLeadToNoDeviceWeKnow() {
        Device child = Devices.device(8, "ap").below(7, "ge-0/0/3").build();
        Pictures picture = Pictures.of(NOW, device(), child).with(PortsOf.device(7, NOW)
                .up("ge-0/0/44", "ge-0/0/45", "ge-0/0/1", "ge-0/0/1.0", "ge-0/0/3")
                .down("ge-0/0/2")
                .port("ge-0/0/4", p -> p.off())
                .port("vlan", p -> p.type(53))
                .build());
        Verdict verdict = handler().judge(device(), picture, NOW);
        assertThat(verdict.why()).isEqualTo("1 of 2 client ports live");
        assertThat(verdict.label()).isEqualTo("1");
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
