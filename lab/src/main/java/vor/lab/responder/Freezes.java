package vor.lab.responder;

import java.util.Random;

/**
 * When a device freezes: again and again, 2 to 5 seconds apart, for 200 ms up to the longest. The same seed gives the same
 * freezes. Not safe for several threads.
 */
final class Freezes {
    private static final long SHORTEST = 200_000_000L;
    private static final long GAP = 2_000_000_000L;
    private static final long GAP_VARIES = 3_000_000_000L;
    private static final long FIRST = 300_000_000L;
    private static final long FIRST_VARIES = 1_200_000_000L;

    private final Random random;
    private final long longest;
    private long begins;
    private long ends;

    /**
     * Times in monotonic nanoseconds.
     *
     * @param longest longest freeze; 0 for none ever
     */
    Freezes(long seed, long longest, long start) {
        random = new Random(seed);
        this.longest = longest;
        begins = start + FIRST + upTo(FIRST_VARIES);
        ends = begins + length();
    }

    /** When the device acts on what reaches it now: at once, or at the end of its freeze. */
    long actsAt(long now) {
        if (longest == 0) {
            return now;
        }
        while (now - ends >= 0) {
            begins = ends + GAP + upTo(GAP_VARIES);
            ends = begins + length();
        }
        return now - begins >= 0 ? ends : now;
    }

    private long length() {
        long shortest = Math.min(SHORTEST, longest);
        return shortest + upTo(longest - shortest);
    }

    private long upTo(long most) {
        return most <= 0 ? 0 : random.nextLong(most + 1);
    }
}
