package vor.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import vor.model.Clock;
import vor.server.access.Tables.Seat;

/**
 * The sessions as they are now, by the hash of their id. Ages are monotonic while the process runs, and taken from the wall
 * clock over a restart. Safe for any thread; the database's thread alone adds and removes.
 */
final class Sessions {
    /** A session that nobody uses for so long ends. An open page uses it. */
    static final Duration IDLE = Duration.ofHours(12);

    /** And so does one that is so old. */
    static final Duration AGE = Duration.ofDays(7);

    /** Of one account; one more ends the one that was idle for the longest. */
    static final int MOST = 20;

    /** How old the database's idea of the last use may be. */
    private static final Duration SAVED = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, One> sessions = new ConcurrentHashMap<>();

    private static final class One {
        volatile Seat seat;
        final long born;
        volatile long used;
        volatile long saved;

        One(Seat seat, long born, long used) {
            this.seat = seat;
            this.born = born;
            this.used = used;
            this.saved = used;
        }
    }

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** What the database holds is what there is; those that were known keep their last use. */
    void load(List<Seat> seats) {
        Set<String> there = seats.stream().map(Seat::hash).collect(Collectors.toSet());
        sessions.keySet().retainAll(there);
        seats.forEach(this::add);
    }

    void add(Seat seat) {
        long now = clock.nanos();
        sessions.computeIfAbsent(seat.hash(), hash -> new One(seat, now - sinceNanos(seat.created()), now - sinceNanos(seat.used())))
                .seat = seat; // its account may have another name now
    }

    /** A wall clock that was set back makes nothing younger than new. */
    private long sinceNanos(Instant then) {
        Duration age = Duration.between(then, clock.now());
        return age.isNegative() ? 0 : Math.min(age.toMillis(), AGE.toMillis() * 2) * 1_000_000;
    }

    void remove(String hash) {
        sessions.remove(hash);
    }

    /** The session, which is used by this; empty when there is none or it has ended. */
    Optional<Seat> use(String hash) {
        One one = sessions.get(hash);
        if (one == null || isOver(one)) {
            return Optional.empty();
        }
        one.used = clock.nanos();
        return Optional.of(one.seat);
    }

    private boolean isOver(One one) {
        long now = clock.nanos();
        return now - one.born >= AGE.toNanos() || now - one.used >= IDLE.toNanos();
    }

    /** Those whose time is over. */
    List<String> over() {
        return sessions.values().stream().filter(this::isOver).map(s -> s.seat.hash()).toList();
    }

    /** Those to end so that one more of this account has room. */
    List<String> surplus(String account) {
        List<One> own = sessions.values().stream()
                .filter(s -> s.seat.account().equals(account))
                .sorted(Comparator.comparingLong((One s) -> clock.nanos() - s.used).reversed())
                .toList();
        return own.subList(0, Math.max(0, own.size() - MOST + 1)).stream().map(s -> s.seat.hash()).toList();
    }

    /** Those whose last use the database should learn, with the time of it; they count as saved. */
    Map<String, Instant> unsaved() {
        return sessions.values().stream().filter(s -> s.used - s.saved >= SAVED.toNanos()).collect(Collectors.toMap(
                s -> s.seat.hash(), s -> {
                    s.saved = s.used;
                    return clock.now().minusNanos(clock.nanos() - s.used);
                }));
    }

    int size() {
        return sessions.size();
    }
}
