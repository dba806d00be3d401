package vor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import vor.model.Revision;

class RingTest {
    private final Ring ring = new Ring(3, 100);

    private static Revision revision(long n) {
        return new Revision(1, n);
    }

    private void add(long n, int size) {
        ring.add(revision(n), new byte[size]);
    }

    @Test
    void knowsNothingBeforeTheFirstFrame() {
        assertThat(ring.after(revision(1))).isEmpty();
        assertThat(ring.first()).isEqualTo(ring.next());
    }

    @Test
    void dropsTheOldestByCount() {
        for (int n = 1; n <= 4; n++) {
            add(n, 1);
        }
        assertThat(ring.next() - ring.first()).isEqualTo(3);
        assertThat(ring.after(revision(1))).hasValue(ring.first());
        assertThat(ring.after(revision(4))).hasValue(ring.next());
    }

    @Test
    void dropsTheOldestByBytesButKeepsOneThatIsLarger() {
        add(1, 60);
        add(2, 60);
        assertThat(ring.bytes()).isEqualTo(60);
        add(3, 500);
        assertThat(ring.bytes()).isEqualTo(500);
        assertThat(ring.at(ring.first())).hasSize(500);
    }

    @Test
    void beginsBehindAFrameThatNobodyWanted() {
        add(1, 1);
        ring.skip(revision(2));
        assertThat(ring.bytes()).isZero();
        assertThat(ring.after(revision(1))).isEmpty();
        assertThat(ring.after(revision(2))).hasValue(ring.next());
    }

    @Test
    void twoFramesOfOneRevisionAreGivenAgainRatherThanLost() {
        add(1, 1);
        add(2, 1);
        add(2, 1);
        assertThat(ring.after(revision(2))).hasValue(ring.next() - 1);
        add(3, 1);
        assertThat(ring.after(revision(2))).hasValue(ring.next() - 2);
        add(4, 1);
        assertThat(ring.after(revision(2))).as("its first frame is gone, its second too").hasValue(ring.first());
        add(5, 1);
        assertThat(ring.after(revision(2))).isEmpty();
    }

    @Test
    void aSecondFrameOfOneRevisionThatNobodyWantedIsNotForgotten() {
        ring.skip(revision(2));
        ring.skip(revision(2));
        assertThat(ring.after(revision(2))).isEmpty();
    }

    @Test
    void whoGoesOnAfterARevisionNeverMissesAFrame() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Ring small = new Ring(4, 50);
        long n = 1;
        for (int i = 0; i < 10_000; i++) {
            n += random.nextInt(3) == 0 ? 0 : 1;
            long place = small.next();
            boolean skipped = random.nextInt(5) == 0;
            if (skipped) {
                small.skip(revision(n));
            } else {
                small.add(revision(n), new byte[random.nextInt(30)]);
            }
            assertThat(small.next()).isEqualTo(place + 1);
            assertThat(small.bytes()).isLessThanOrEqualTo(50);
            small.after(revision(n)).ifPresent(on -> assertThat(on).isBetween(place + 1 - 4, place + 1));
        }
    }
}
