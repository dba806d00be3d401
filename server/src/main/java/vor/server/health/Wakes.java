package vor.server.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Who wants to be asked again when, by monotonic time; each seat at most once. */
final class Wakes {
    /** A handler that asks for the past is asked again no sooner than this. */
    private static final Duration SOONEST = Duration.ofMillis(20);

    /** And one that asks for tomorrow no later than this, so that it notices when somebody sets the wall clock. */
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final TreeSet<Wake> wakes = new TreeSet<>();

    private record Wake(long nanos, Seat seat) implements Comparable<Wake> {
        private static final Comparator<Wake> BY_TIME =
                Comparator.comparingLong(Wake::nanos).thenComparingLong(w -> w.seat().number);

        @Override
        public int compareTo(Wake other) {
            return BY_TIME.compare(this, other);
        }
    }

    void set(Seat seat, Optional<Instant> when, Instant now, long nanos) {
        cancel(seat);
        if (when.isPresent()) {
            long at = nanos + within(Duration.between(now, when.get())).toNanos();
            seat.wake = OptionalLong.of(at);
            wakes.add(new Wake(at, seat));
        }
    }

    private static Duration within(Duration span) {
        if (span.compareTo(SOONEST) < 0) {
            return SOONEST;
        }
        return span.compareTo(LATEST) > 0 ? LATEST : span;
    }

    void cancel(Seat seat) {
        if (seat.wake.isPresent()) {
            wakes.remove(new Wake(seat.wake.getAsLong(), seat));
            seat.wake = OptionalLong.empty();
        }
    }

    OptionalLong next() {
        return wakes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(wakes.first().nanos());
    }

    /** Takes out whose time has come. */
    List<Seat> due(long nanos) {
        List<Seat> due = new ArrayList<>();
        while (!wakes.isEmpty() && wakes.first().nanos() <= nanos) {
            Seat seat = wakes.removeFirst().seat();
            seat.wake = OptionalLong.empty();
            due.add(seat);
        }
        return due;
    }
}
