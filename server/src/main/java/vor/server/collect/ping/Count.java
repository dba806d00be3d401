package vor.server.collect.ping;

import java.util.concurrent.atomic.AtomicLong;

/** A number that one thread makes grow and any may read. */
final class Count {
    private final AtomicLong value = new AtomicLong();

    void add(long n) {
        value.setRelease(value.getPlain() + n);
    }

    void one() {
        add(1);
    }

    void set(long n) {
        value.setRelease(n);
    }

    long get() {
        return value.getAcquire();
    }
}
