package vor.server.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import vor.model.Clock;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Fact;
import vor.model.Facts;
import vor.model.Frame;
import vor.model.Picture;
import vor.model.Ping;
import vor.model.Reading;
import vor.model.Revision;
import vor.model.Sight;
import vor.testkit.Devices;
import vor.testkit.ManualClock;
import vor.testkit.Pictures;
import vor.testkit.Pings;

class PictureKeeperTest {
    private static final Device ONE = Devices.device(1, "one").addresses("1.1.1.1", "fd9a::1").build();
    private static final Device TWO = Devices.device(2, "two").addresses("1.1.1.2").build();
    private final ManualClock clock = new ManualClock();
    private final Heard heard = new Heard();
    private final PictureKeeper keeper = keeper(1000);

    @Test
    void isEmptyBeforeTheFirstFrame() {
        assertThat(keeper.current().revision()).isEqualTo(new Revision(7, 0));
        assertThat(keeper.current().inventory().devices()).isEmpty();
    }

    @Test
    void bringsTheFirstInventoryAtOnce() {
        keeper.step();
        assertThat(heard.last().picture().inventory().devices()).containsExactly(ONE, TWO);
        assertThat(heard.last().before().inventory().devices()).isEmpty();
        assertThat(heard.last().picture()).isSameAs(keeper.current());
    }

    @Test
    void framesAtOnceWhenTheLastFrameIsOldEnough() {
        begin();
        clock.advance(Duration.ofMillis(50));
        keeper.observed(List.of(up(1, "1.1.1.1")));
        assertThat(keeper.step()).isZero();
        assertThat(heard.frames).hasSize(2);
    }

    @Test
    void waitsForTheBoundaryWhenItIsNot() {
        begin();
        clock.advance(Duration.ofMillis(49));
        keeper.observed(List.of(up(1, "1.1.1.1")));
        assertThat(keeper.step()).isEqualTo(Duration.ofMillis(1).toNanos());
        assertThat(heard.frames).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        keeper.step();
        assertThat(heard.frames).hasSize(2);
    }

    @Test
    void gathersMereSummariesForLongerAndAStateThatChangesCutsThatShort() {
        begin();
        keeper.observed(List.of(up(1, "1.1.1.1")));
        next();
        keeper.observed(List.of(up(1, "1.1.1.1")));
        clock.advance(Duration.ofMillis(60));
        assertThat(keeper.step()).isEqualTo(Duration.ofMillis(90).toNanos());
        keeper.observed(List.of(Pings.of(1, "1.1.1.1", clock.now()).suspect(clock.now()).build()));
        assertThat(keeper.step()).isZero();
        assertThat(heard.last().pings()).extracting(Ping::state).containsExactly(Ping.State.SUSPECT);
    }

    @Test
    void makesNoFrameWithoutCause() {
        begin();
        clock.advance(Duration.ofHours(1));
        assertThat(keeper.step()).isEqualTo(Long.MAX_VALUE);
        keeper.observed(List.of());
        assertThat(keeper.step()).isEqualTo(Long.MAX_VALUE);
        assertThat(heard.frames).hasSize(1);
    }

    @Test
    void keepsTheNewestOfEachTargetInAFrame() {
        begin();
        Ping suspect = Pings.of(1, "1.1.1.1", clock.now()).suspect(clock.now()).build();
        Ping other = up(1, "fd9a::1");
        keeper.observed(List.of(up(1, "1.1.1.1"), other));
        keeper.observed(List.of(suspect));
        next();
        assertThat(heard.last().pings()).containsExactly(other, suspect);
        assertThat(keeper.current().pings(ONE.id())).containsExactly(suspect, other);
        assertThat(count("vor_picture_coalesced_total")).isEqualTo(1);
    }

    @Test
    void leavesEarlierPicturesAsTheyWere() {
        begin();
        Picture before = keeper.current();
        keeper.observed(List.of(up(1, "1.1.1.1")));
        next();
        assertThat(before.pings(ONE.id())).isEmpty();
        assertThat(keeper.current().pings(ONE.id())).hasSize(1);
        assertThat(heard.last().before()).isSameAs(before);
        assertThat(keeper.current().revision()).isEqualTo(new Revision(7, before.revision().n() + 1));
    }

    @Test
    void dropsAndCountsWhatThePictureDoesNotKnow() {
        begin();
        keeper.observed(List.of(up(9, "1.1.1.9"), up(1, "9.9.9.9"), facts(9, "x")));
        next();
        assertThat(heard.last().pings()).isEmpty();
        assertThat(heard.last().facts()).isEmpty();
        assertThat(count("vor_picture_dropped_total")).isEqualTo(3);
        assertThat(keeper.current().pings(new DeviceId(9))).isEmpty();
        assertThat(keeper.current().facts(new DeviceId(9))).isEmpty();
    }

    @Test
    void holdsNoMoreThanItsBoundAndCounts() {
        try (PictureKeeper small = keeper(2)) {
            small.observed(List.of(up(1, "1.1.1.1"), up(1, "fd9a::1"), up(2, "1.1.1.2"), up(1, "1.1.1.1")));
            small.step();
            assertThat(heard.last().pings()).extracting(Ping::address).containsExactly("fd9a::1", "1.1.1.1");
            assertThat(small.readings()).anySatisfy(r -> {
                assertThat(r.labels()).containsEntry("reason", "full");
                assertThat(r.value().getAsDouble()).isEqualTo(1);
            });
        }
    }

    @Test
    void keepsWhatItSawThroughARenameAndForgetsAddressesThatAreGone() {
        begin();
        keeper.observed(List.of(up(1, "1.1.1.1"), up(1, "fd9a::1"), up(2, "1.1.1.2"), facts(1, "s")));
        next();
        Device renamed = Devices.device(1, "uno").addresses("fd9a::1", "1.1.1.3").build();
        keeper.inventory(Pictures.inventory(2, List.of(renamed)));
        next();
        assertThat(heard.last().inventoryChanged()).isTrue();
        assertThat(keeper.current().pings(ONE.id())).extracting(Ping::address).containsExactly("fd9a::1");
        assertThat(keeper.current().facts(ONE.id(), "s")).isPresent();
        assertThat(keeper.current().pings(TWO.id())).isEmpty();
    }

    @Test
    void takesTheInventoryBeforeTheObservationsOfTheSameFrame() {
        begin();
        keeper.observed(List.of(up(3, "1.1.1.3")));
        keeper.inventory(Pictures.inventory(2, List.of(Devices.device(3, "three").addresses("1.1.1.3").build())));
        next();
        assertThat(heard.last().pings()).hasSize(1);
    }

    @Test
    void keepsTheNewestFactsOfEachSourceAndNotTooManySources() {
        begin();
        keeper.observed(LongStream.range(0, Slot.MAX_SOURCES + 5).mapToObj(i -> facts(1, "s" + i)).toList());
        keeper.observed(List.of(facts(1, "s0")));
        next();
        assertThat(heard.frames).as("facts alone are in no hurry").hasSize(1);
        clock.advance(Duration.ofMillis(100));
        keeper.step();
        assertThat(keeper.current().facts(ONE.id())).hasSize(Slot.MAX_SOURCES);
        assertThat(count("vor_picture_dropped_total")).isEqualTo(5);
    }

    @Test
    void framesBlindnessAtOnceAndItsAgeOnceASecond() {
        begin();
        clock.advance(Duration.ofMillis(100));
        keeper.sight(new Sight(false, "", clock.now(), clock.now()));
        assertThat(keeper.step()).isEqualTo(Long.MAX_VALUE);
        keeper.sight(new Sight(true, "no carrier", clock.now(), clock.now()));
        keeper.step();
        assertThat(heard.last().sightChanged()).isTrue();
        assertThat(keeper.current().sight().blind()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        keeper.sight(new Sight(true, "no carrier", clock.now(), clock.now()));
        keeper.step();
        assertThat(heard.last().sightChanged()).isFalse();
        assertThat(keeper.current().sight().at()).isEqualTo(clock.now());
    }

    @Test
    void makesAnEmptyFrameWhenTimeAloneIsTheCause() {
        begin();
        heard.wake = OptionalLong.of(clock.nanos() + Duration.ofSeconds(2).toNanos());
        assertThat(keeper.step()).isEqualTo(Duration.ofSeconds(2).toNanos());
        clock.advance(Duration.ofSeconds(2));
        keeper.step();
        assertThat(heard.frames).hasSize(2);
        assertThat(heard.last().pings()).isEmpty();
        assertThat(keeper.step()).isEqualTo(PictureKeeper.FRAME_NANOS);
    }

    @Test
    void goesOnWhenWhoListensThrows() {
        heard.broken = true;
        begin();
        keeper.observed(List.of(up(1, "1.1.1.1")));
        next();
        assertThat(keeper.current().pings(ONE.id())).hasSize(1);
        assertThat(count("vor_picture_listener_failures_total")).isEqualTo(2);
    }

    @Test
    void tellsFramesOnItsOwnThread() throws InterruptedException {
        CountDownLatch came = new CountDownLatch(1);
        List<String> threads = new ArrayList<>();
        try (PictureKeeper running = new PictureKeeper(Clock.system(), 7, Pictures.inventory(1, List.of(ONE)), f -> {
            threads.add(Thread.currentThread().getName());
            if (!f.pings().isEmpty()) {
                came.countDown();
            }
        })) {
            running.start();
            assertThatThrownBy(running::start).hasMessageContaining("once");
            running.observed(List.of(up(1, "1.1.1.1")));
            assertThat(came.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(threads).containsOnly("picture");
    }

    @Test
    @SuppressWarnings("ReferenceEquality") // shared or copied is the question
    void copiesOnlyWhatChanges() {
        List<Device> many = LongStream.rangeClosed(1, 1000)
                .mapToObj(i -> Devices.device(i, "d" + i).addresses("1.1.1.1").build())
                .toList();
        Snapshot before = Snapshot.empty(new Revision(1, 0), keeper.current().sight()).with(Pictures.inventory(1, many));
        Snapshot.Change change = before.change();
        assertThat(change.put(up(500, "1.1.1.1"))).isTrue();
        Snapshot after = change.done(new Revision(1, 1), before.sight());
        long same = many.stream().filter(d -> before.slot(d.id()) == after.slot(d.id())).count();
        assertThat(same).isEqualTo(999);
    }

    private void begin() {
        keeper.step();
    }

    private void next() {
        clock.advance(Duration.ofMillis(50));
        keeper.step();
    }

    private PictureKeeper keeper(int maxKeys) {
        return new PictureKeeper(clock, 7, Pictures.inventory(1, List.of(ONE, TWO)), heard, maxKeys);
    }

    private Ping up(long id, String address) {
        return Pings.of(id, address, clock.now()).build();
    }

    private Facts facts(long id, String source) {
        return new Facts(new DeviceId(id), clock.now(), source, List.of(Fact.of("a", "b")));
    }

    private double count(String name) {
        return keeper.readings().stream()
                .filter(r -> r.name().equals(name))
                .map(Reading::value)
                .mapToDouble(v -> v.getAsDouble())
                .sum();
    }

    private static final class Heard implements Frames {
        final List<Frame> frames = new ArrayList<>();
        OptionalLong wake = OptionalLong.empty();
        boolean broken;

        @Override
        public void frame(Frame frame) {
            frames.add(frame);
            if (broken) {
                throw new IllegalStateException("broken listener");
            }
        }

        @Override
        public OptionalLong nextWake() {
            return wake;
        }

        Frame last() {
            return frames.getLast();
        }
    }
}
