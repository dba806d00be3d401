package vor.wire.snmp;

/** Another engine's clock as far as we know it (RFC 3414, 2.3). */
final class EngineClock {
    /** Seconds by which a message may be late. */
    static final int WINDOW = 150;
    private static final long SECOND = 1_000_000_000L;

    private boolean sure;
    private int boots;
    private int time;
    private long at;

    int boots() {
        return boots;
    }

    int time(long nanos) {
        return (int) Math.min(Integer.MAX_VALUE, time + Math.max(0, nanos - at) / SECOND);
    }

    /** What somebody claims: good enough to ask with, not to judge by. */
    void guess(int claimedBoots, int claimedTime, long nanos) {
        set(claimedBoots, claimedTime, nanos);
        sure = false;
    }

    /** What is proven to have been said just now. */
    void set(int newBoots, int newTime, long nanos) {
        boots = newBoots;
        time = newTime;
        at = nanos;
        sure = true;
    }

    /** Whether a genuine message with that time is of now; learns from it. */
    boolean accepts(int saidBoots, int saidTime, long nanos) {
        if (saidBoots == Integer.MAX_VALUE || (sure && saidBoots < boots)) {
            return false;
        }
        if (!sure || saidBoots > boots || saidTime > time) {
            set(saidBoots, saidTime, nanos);
            return true;
        }
        return saidTime >= time(nanos) - WINDOW;
    }
}
