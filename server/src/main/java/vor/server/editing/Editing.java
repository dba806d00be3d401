package vor.server.editing;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import vor.model.Clock;
import vor.model.Reading;

/**
 * Who edits what just now. A lease lasts for {@link #LASTS} from its last renewal; several may hold one of the same record. In
 * memory alone: after a restart the pages renew theirs. Any thread may call.
 */
public final class Editing {
    /** So many at once. */
    public static final int MOST = 500;

    /** A lease that nobody renews falls away after so long, by the monotonic clock. */
    public static final Duration LASTS = Duration.ofSeconds(30);

    private static final int LONGEST_NAME = 64;
    private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Held> held = new LinkedHashMap<>();
    private final LongAdder refused = new LongAdder();
    private volatile Map<Subject, List<Lease>> current = Map.of();
    private volatile Consumer<Map<Subject, List<Lease>>> listener = changed -> {};

    /** @param account empty without accounts; nobody renews or ends what another account holds */
    private record Key(Subject subject, String account, String page) {}

    /** @param until by the monotonic clock, in nanoseconds */
    private record Held(Lease lease, long until) {}

    public Editing(Clock clock) {
        this.clock = clock;
    }

    /** All leases as they are now, those of one record in the order in which they began; immutable. */
    public Map<Subject, List<Lease>> current() {
        return current;
    }

    /**
     * Is told of every record whose leases changed all that it has now, none when nobody edits it any more; in order, before
     * the call that made it returns. It must not call back.
     */
    public void onChange(Consumer<Map<Subject, List<Lease>>> next) {
        listener = next;
    }

    /**
     * Begins a lease, or goes on with it; one that goes on keeps its beginning.
     *
     * @param account who it is for sure; empty where anybody may say any name
     * @param page names the page that holds it: 1 to 32 letters, digits, {@code _} and {@code -}
     * @throws EditingException when it was not taken
     */
    public Lease hold(Subject subject, Optional<String> account, String page, String who) {
        String name = name(who);
        if (!PAGE.matcher(page).matches()) {
            throw new EditingException(EditingException.Reason.PAGE, "a page is named by 1 to 32 letters, digits, _ and -");
        }
        Key key = new Key(subject, account.orElse(""), page);
        lock.lock();
        try {
            Held before = held.get(key);
            if (before == null && held.size() >= MOST) {
                refused.increment();
                throw new EditingException(EditingException.Reason.TOO_MANY, MOST + " forms are open already; close some");
            }
            Lease lease = before == null || isOver(before)
                    ? new Lease(subject, page, name, clock.now().truncatedTo(ChronoUnit.MILLIS))
                    : new Lease(subject, page, name, before.lease().since());
            held.put(key, new Held(lease, clock.nanos() + LASTS.toNanos()));
            if (before == null || !before.lease().equals(lease)) {
                tell(Set.of(subject));
            }
            return lease;
        } finally {
            lock.unlock();
        }
    }

    /** The form was closed. Does nothing where there is no such lease. */
    public void end(Subject subject, Optional<String> account, String page) {
        lock.lock();
        try {
            if (held.remove(new Key(subject, account.orElse(""), page)) != null) {
                tell(Set.of(subject));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * To be called about once a second: what nobody renewed falls away.
     *
     * @param exists whether the record is still there
     */
    public void chore(Predicate<Subject> exists) {
        lock.lock();
        try {
            Set<Subject> over = new HashSet<>();
            for (Iterator<Held> each = held.values().iterator(); each.hasNext(); ) {
                Held one = each.next();
                if (isOver(one) || !exists.test(one.lease().subject())) {
                    each.remove();
                    over.add(one.lease().subject());
                }
            }
            if (!over.isEmpty()) {
                tell(over);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver(Held one) {
        return clock.nanos() - one.until() >= 0;
    }

    private void tell(Set<Subject> changed) {
        Map<Subject, List<Lease>> next = new LinkedHashMap<>();
        held.values().forEach(h -> next.computeIfAbsent(h.lease().subject(), s -> new ArrayList<>(2)).add(h.lease()));
        next.replaceAll((subject, leases) -> List.copyOf(leases));
        current = Map.copyOf(next);
        Map<Subject, List<Lease>> told = new HashMap<>();
        changed.forEach(s -> told.put(s, next.getOrDefault(s, List.of())));
        listener.accept(told);
    }

    private static String name(String who) {
        String name = who.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new EditingException(
                    EditingException.Reason.NAME, "the name of who edits has 1 to " + LONGEST_NAME + " characters, none of them a control character");
        }
        return name;
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_editing", "Forms that are open", this::count),
                Reading.counter("vor_editing_refused_total", "Forms not counted because there were too many", refused::sum));
    }

    private double count() {
        return current.values().stream().mapToInt(List::size).sum();
    }
}
