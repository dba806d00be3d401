package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vor.model.Clock;
import vor.model.Collector;
import vor.model.Family;
import vor.model.Inventory;
import vor.model.Observation;
import vor.model.Ping;
import vor.model.Ping.State;
import vor.model.Profile;
import vor.testkit.CollectorContract;
import vor.wire.icmp.EchoCodec;

/** On the real kernel; every packet stays on the loopback. */
class PingCollectorTest extends CollectorContract {
    @BeforeAll
    static void needsTheRight() {
        try (NativeSocket socket =
                NativeSocket.open(Family.V4, new EchoCodec(1, 2, 3), Clock.system(), 1 << 16)) {
            assertThat(socket.descriptor()).isPositive();
        } catch (IOException e) {
            assumeTrue(false, "SKIPPED: " + e.getMessage());
        }
    }

    @Override
    protected Collector collector() {
        return new PingCollector(Clock.system(), PingSettings.DEFAULT, name -> Profile.WIRED);
    }

    @Override
    protected Inventory inventory() {
        return new Inventory(
                1,
                List.of(
                        VirtualSite.device(1, List.of("127.0.0.1", "::1")),
                        VirtualSite.device(2, List.of("127.1.2.3", "localhost"))),
                List.of(), List.of(), List.of());
    }

    @Test
    void theLoopbackAnswers() throws InterruptedException {
        Heard heard = new Heard();
        try (Collector collector = collector()) {
            collector.start(inventory(), heard);
            for (String address : List.of("127.0.0.1", "::1", "127.1.2.3", "localhost")) {
                Ping up = awaitUp(heard, address);
                assertThat(up.rtt().orElseThrow().last()).isBetween(0.0, 1000.0);
                assertThat(up.answeredUpTo()).isPresent();
            }
        }
    }

    private static Ping awaitUp(Heard heard, String address) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            Observation next = heard.next();
            if (next instanceof Ping ping && ping.address().equals(address) && ping.state() == State.UP) {
                return ping;
            }
            heard.observations.offer(next);
        }
        throw new AssertionError(address + " never came up");
    }
}
