package vor.server.receive.net;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that many connections may hold together beyond the little that each has anyway. Safe for any thread. */
public final class Allowance {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    public Allowance(long most) {
        this.most = most;
    }

    /** Whether there were so many left; they are taken then. */
    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** How many are taken now. */
    public long taken() {
        return taken.get();
    }
}
