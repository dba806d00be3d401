package vor.server.collect.ping;

/**
 * The newest echoes of one target: when each was sent and whether it was answered. Sequences count from 0 and only
 * those that the kernel took are in it, so silence is never our own.
 */
final class EchoLog {
    /** Enough for a burst of seconds. */
    static final int SIZE = 128;
    /** No time. */
    static final long NONE = Long.MIN_VALUE;

    private final long[] sent = new long[SIZE];
    private final boolean[] answered = new boolean[SIZE];
    private int next;
    private int judged;
    private int newest = -1;
    private long answeredUpTo = NONE;

    /** The sequence that the next echo will have. */
    int next() {
        return next;
    }

    void sent(long now) {
        int slot = next & SIZE - 1;
        sent[slot] = now;
        answered[slot] = false;
        next++;
    }

    /** Whether the sequence was given out and is still in the log, with this time of sending. */
    boolean holds(int sequence, long sentAt) {
        return sequence >= 0 && sequence < next && next - sequence <= SIZE && sentAt(sequence) == sentAt;
    }

    long sentAt(int sequence) {
        return sent[sequence & SIZE - 1];
    }

    boolean answered(int sequence) {
        return answered[sequence & SIZE - 1];
    }

    /** Marks a reply to an echo that the log holds; false when it was answered before. */
    boolean answer(int sequence) {
        int slot = sequence & SIZE - 1;
        if (answered[slot]) {
            return false;
        }
        answered[slot] = true;
        if (sequence > newest) {
            newest = sequence;
            answeredUpTo = sent[slot];
        }
        return true;
    }

    /** When the newest echo was sent; {@link #NONE} before the first. */
    long lastSent() {
        return next == 0 ? NONE : sentAt(next - 1);
    }

    /** When the newest answered echo was sent. */
    long answeredUpTo() {
        return answeredUpTo;
    }

    /** When the first echo after the newest answered one was sent; {@link #NONE} when there is none. */
    long silentSince() {
        return firstAfter(newest);
    }

    private long firstAfter(int sequence) {
        int first = Math.max(sequence + 1, next - SIZE);
        return first < next ? sentAt(first) : NONE;
    }

    /** When the first echo that is later than this time was sent, among the unanswered at the end. */
    long firstSentAfter(long time) {
        for (int i = Math.max(newest + 1, next - SIZE); i < next; i++) {
            if (sentAt(i) > time) {
                return sentAt(i);
            }
        }
        return NONE;
    }

    /** When the newest unanswered echo was sent that has waited since {@code deadline} or before. */
    long newestOverdue(long deadline) {
        for (int i = next - 1; i > newest && next - i <= SIZE; i--) {
            if (sentAt(i) <= deadline) {
                return sentAt(i);
            }
        }
        return NONE;
    }

    /** Counts the echoes that were sent at {@code deadline} or before and not counted yet, and were not answered. */
    int judge(long deadline) {
        int lost = Math.max(0, next - SIZE - judged);
        judged = Math.max(judged, next - SIZE);
        while (judged < next && sentAt(judged) <= deadline) {
            lost += answered(judged) ? 0 : 1;
            judged++;
        }
        return lost;
    }

    /** When the oldest echo was sent that is not counted yet. */
    long oldestOpen() {
        while (judged < next && answered(judged)) {
            judged++;
        }
        return judged < next ? sentAt(Math.max(judged, next - SIZE)) : NONE;
    }

    /** What was sent until now and not answered will not be held against anybody; late replies to it still count. */
    void forgive() {
        judged = next;
        newest = next - 1;
    }
}
