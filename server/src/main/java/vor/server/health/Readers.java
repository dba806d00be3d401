package vor.server.health;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which seats rest on what. */
final class Readers {
    private final Map<NotingPicture.Look, Set<Seat>> readers = new HashMap<>();

    Set<Seat> of(NotingPicture.Look look) {
        return readers.getOrDefault(look, Set.of());
    }

    void set(Seat seat, Set<NotingPicture.Look> looks) {
        if (seat.looks.equals(looks)) {
            return;
        }
        remove(seat);
        looks.forEach(look -> readers.computeIfAbsent(look, k -> new LinkedHashSet<>()).add(seat));
        seat.looks = Set.copyOf(looks);
    }

    void remove(Seat seat) {
        for (NotingPicture.Look look : seat.looks) {
            readers.computeIfPresent(look, (k, seats) -> without(seats, seat));
        }
        seat.looks = Set.of();
    }

    private static @Nullable Set<Seat> without(Set<Seat> seats, Seat seat) {
        seats.remove(seat);
        return seats.isEmpty() ? null : seats;
    }
}
