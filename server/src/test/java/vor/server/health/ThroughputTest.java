package vor.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vor.model.Device;
import vor.model.Frame;
import vor.model.Inventory;
import vor.model.Ping;
import vor.model.State;
import vor.server.history.RecentLatency;
import vor.server.picture.Frames;
import vor.server.picture.KeeperSteps;
import vor.testkit.Devices;
import vor.testkit.ManualClock;
import vor.testkit.Pictures;
import vor.testkit.Pings;

/** Ten thousand targets, each with a summary a second, through keeper, handlers and history: prints what it costs. */
class ThroughputTest {
    private static final int DEVICES = 10_000;
    private static final int SECONDS = 30;

    @Test
    void tenThousandSummariesASecond() {
        ManualClock clock = new ManualClock();
        HealthEngine engine = new HealthEngine(Handlers.all(Optional.of("d1")), clock);
        RecentLatency latency = new RecentLatency();
        int[] changed = {0};
        Inventory inventory = Pictures.inventory(1, devices());
        KeeperSteps keeper = new KeeperSteps(clock, inventory, new Frames() {
            @Override
            public void frame(Frame frame) {
                changed[0] += engine.frame(frame).changed().size();
                latency.frame(frame);
            }
        });
        keeper.step();
        second(clock, keeper, inventory);
        second(clock, keeper, inventory);
        changed[0] = 0;
        long cpu = cpu();
        for (int s = 0; s < SECONDS; s++) {
            second(clock, keeper, inventory);
        }
        double share = (cpu() - cpu) / 1e9 / SECONDS;
        System.out.printf(
                Locale.ROOT, "picture, health and history at %d summaries/s: %.1f %% of a core%n", DEVICES, share * 100);
        assertThat(changed[0]).as("verdicts that changed although nothing did").isZero();
        assertThat(engine.current().values()).hasSize(DEVICES).allMatch(h -> h.state() == State.GOOD);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Twenty frames, each with the summaries of one device in twenty. */
    private static void second(ManualClock clock, KeeperSteps keeper, Inventory inventory) {
        List<Device> all = List.copyOf(inventory.devices());
        for (int f = 0; f < 20; f++) {
            clock.advance(Duration.ofMillis(50));
            List<Ping> pings = new ArrayList<>();
            for (int i = f; i < all.size(); i += 20) {
                pings.add(Pings.of(all.get(i).id(), "198.18.0.1", clock.now())
                        .up(KeeperSteps.START, clock.now())
                        .build());
            }
            keeper.observed(pings);
            keeper.step();
        }
    }

    private static List<Device> devices() {
        List<Device> all = new ArrayList<>();
        for (int i = 1; i <= DEVICES; i++) {
            Devices d = Devices.device(i, "d" + i).addresses("198.18.0.1").tags("ignorev6");
            all.add(i == 1 ? d.build() : d.below(i <= 101 ? 1 : 2 + i % 100).build());
        }
        return all;
    }
}
