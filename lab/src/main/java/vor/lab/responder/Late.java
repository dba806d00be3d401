package vor.lab.responder;

import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import vor.model.Clock;

/** Something that is sent later. What is due at the same moment is sent in the order of its places. */
final class Late<T> implements Delayed {
    final T what;
    private final long due;
    private final long place;
    private final Clock clock;

    /** @param due in monotonic nanoseconds of the clock */
    Late(T what, long due, long place, Clock clock) {
        this.what = what;
        this.due = due;
        this.place = place;
        this.clock = clock;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(due - clock.nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        Late<?> that = (Late<?>) other;
        int byTime = Long.signum(due - that.due);
        return byTime != 0 ? byTime : Long.compare(place, that.place);
    }
}
