package vor.outside;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come about, and not a moment longer. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    public boolean passed() {
        return remaining() <= 0;
    }

    /** Nanoseconds left; zero or less when it has passed. */
    public long remaining() {
        return end - System.nanoTime();
    }

    /** Sleeps on a condition until it is signalled or this has passed. The caller holds the lock. */
    public void await(Condition condition) {
        try {
            boolean ignored = condition.await(remaining(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    /** Asks again and again until it is so; {@code what} says in the failure what was waited for. */
    public static void until(Duration most, Supplier<String> what, BooleanSupplier so) {
        Deadline deadline = in(most);
        while (!so.getAsBoolean()) {
            if (deadline.passed()) {
                throw new AssertionError("not within " + most.toMillis() + " ms: " + what.get());
            }
            pause(Duration.ofMillis(20));
        }
    }

    /** Lets time pass, for what has no event of its own. */
    public static void pause(Duration span) {
        Deadline deadline = in(span);
        while (!deadline.passed()) {
            LockSupport.parkNanos(deadline.remaining());
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while pausing");
            }
        }
    }
}
