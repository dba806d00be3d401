package vor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vor.model.Collector;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Observation;
import vor.model.Reading;
import vor.model.Sight;

/**
 * What every collector must do; a collector's test extends this. Runs on real time, as collectors have threads, but
 * waits for what must come rather than for time to pass.
 */
public abstract class CollectorContract {
    /** Long enough for a busy machine; a good collector needs a fraction. */
    protected static final int PATIENCE_SECONDS = 30;

    /** A new collector, not started. */
    protected abstract Collector collector();

    /** An inventory of at least one device, of which the collector will soon have something to tell. */
    protected abstract Inventory inventory();

    /** Keeps what it is told. */
    public static final class Heard implements Collector.Sink {
        public final BlockingQueue<Observation> observations = new LinkedBlockingQueue<>(100_000);
        public final BlockingQueue<Sight> sights = new LinkedBlockingQueue<>(10_000);

        @Override
        public void observed(List<? extends Observation> news) {
            news.forEach(observations::offer);
        }

        @Override
        public void sight(Sight sight) {
            sights.offer(sight);
        }

        /** The next observation; fails when none comes. */
        public Observation next() throws InterruptedException {
            Observation next = observations.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("an observation within %d s", PATIENCE_SECONDS).isNotNull();
            return next;
        }
    }

    @Test
    void itsNameIsShortAndLowerCase() {
        try (Collector collector = collector()) {
            assertThat(collector.name()).matches("[a-z][a-z0-9-]{0,31}");
        }
    }

    @Test
    void tellsOfDevicesOfItsInventoryOnly() throws InterruptedException {
        Heard heard = new Heard();
        Inventory inventory = inventory();
        try (Collector collector = collector()) {
            collector.start(inventory, heard);
            for (int i = 0; i < 5; i++) {
                assertThat(inventory.device(heard.next().device())).isPresent();
            }
        }
    }

    @Test
    void startsAtMostOnce() {
        try (Collector collector = collector()) {
            collector.start(inventory(), new Heard());
            assertThatThrownBy(() -> collector.start(inventory(), new Heard()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void tellsNothingAfterItWasClosedAndLeavesNoThread() {
        Set<Thread> before = threads();
        Heard heard = new Heard();
        Collector collector = collector();
        collector.start(inventory(), heard);
        collector.close();
        int told = heard.observations.size();
        Set<Thread> left = threads();
        left.removeAll(before);
        assertThat(left).extracting(Thread::getName).noneMatch(name -> name.startsWith(collector.name()));
        assertThat(heard.observations).hasSize(told);
    }

    @Test
    void maybeClosedTwiceAndBeforeItStarts() {
        Collector collector = collector();
        collector.close();
        collector.close();
        assertThat(collector.readings()).isNotNull();
    }

    @Test
    void devicesThatItDoesNotKnowAreNoTrouble() throws InterruptedException {
        Heard heard = new Heard();
        try (Collector collector = collector()) {
            collector.probeNow(List.of(new DeviceId(999)));
            collector.start(inventory(), heard);
            collector.probeNow(List.of(new DeviceId(999)));
            heard.next();
        }
    }

    @Test
    void forgetsDevicesThatLeaveTheInventory() throws InterruptedException {
        Heard heard = new Heard();
        try (Collector collector = collector()) {
            collector.start(inventory(), heard);
            heard.next();
            collector.inventory(Inventory.EMPTY);
            collector.inventory(inventory());
            heard.observations.clear();
            heard.next();
        }
    }

    @Test
    void countsUnderNamesOfItsOwnThatPrometheusTakes() {
        try (Collector collector = collector()) {
            List<Reading> readings = collector.readings();
            assertThat(readings).isNotEmpty().allSatisfy(r -> {
                assertThat(r.name()).matches("vor_[a-z0-9_]+").startsWith("vor_" + collector.name() + "_");
                assertThat(r.help()).isNotBlank();
                assertThat(r.kind() == Reading.Kind.COUNTER).isEqualTo(r.name().endsWith("_total"));
            });
            Set<String> keys = new HashSet<>();
            assertThat(readings).allMatch(r -> keys.add(r.name() + r.labels()));
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).collect(Collectors.toSet());
    }
}
