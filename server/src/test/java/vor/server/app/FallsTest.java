package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vor.model.Collector;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Observation;
import vor.model.Picture;
import vor.model.Sight;
import vor.testkit.Devices;
import vor.testkit.Pictures;
import vor.testkit.PortsOf;

class FallsTest {
    private static final Instant START = Instant.parse("2026-04-01T12:00:00Z");
    private static final String PORT = "ge-0/0/12";

    private final Device distro = Devices.device(4, "distro4").addresses("198.18.4.1").build();
    private final Device leaf = Devices.device(7, "e7-2").addresses("198.18.40.2").below(4, PORT).build();
    private final Picture picture = Pictures.of(START, distro, leaf);
    private final List<Observation> passed = new ArrayList<>();
    private final List<Set<DeviceId>> asked = new ArrayList<>();
    private final Falls falls = new Falls(
            new Collector.Sink() {
                @Override
                public void observed(List<? extends Observation> all) {
                    passed.addAll(all);
                }

                @Override
                public void sight(Sight sight) {}
            },
            () -> picture,
            asked::add);

    @Test
    void whatIsBehindAPortThatFellIsAskedOnce() {
        told(PortsOf.device(4, START).up(PORT));
        told(PortsOf.device(4, START.plusSeconds(5)).fell(START.plusSeconds(5), PORT));
        told(PortsOf.device(4, START.plusSeconds(10)).fell(START.plusSeconds(5), PORT));

        assertThat(asked).containsExactly(Set.of(new DeviceId(7)));
        assertThat(passed).hasSize(3);
    }

    @Test
    void aSecondFallIsActedOnToo() {
        told(PortsOf.device(4, START).fell(START, PORT));
        told(PortsOf.device(4, START.plusSeconds(5)).up(PORT));
        told(PortsOf.device(4, START.plusSeconds(9)).fell(START.plusSeconds(9), PORT));

        assertThat(asked).hasSize(2);
    }

    @Test
    void aPortThatIsUpOrWasNeverSeenUpOrLeadsNowhereAsksNobody() {
        told(PortsOf.device(4, START).up(PORT));
        told(PortsOf.device(4, START.plusSeconds(5)).down(PORT));
        told(PortsOf.device(4, START.plusSeconds(9)).fell(START.plusSeconds(9), "ge-0/0/13"));

        assertThat(asked).isEmpty();
    }

    private void told(PortsOf ports) {
        falls.observed(List.of(ports.build()));
    }
}
