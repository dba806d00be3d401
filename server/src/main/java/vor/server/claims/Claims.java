package vor.server.claims;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.DeviceId;
import vor.model.Health;
import vor.model.Inventory;
import vor.model.Reading;
import vor.model.State;

/**
 * Who is on which device. One at a time, and anybody may take over or give back. A claim falls away when its device has been
 * good for {@link #WELL}, after {@link #LONGEST}, and with its device. Any thread may call; a change returns when it is on disk.
 *
 * <p>Ages are those of the wall clock, since a claim outlives the process.
 */
public final class Claims {
    /** So many at once. */
    public static final int MOST = 1_000;

    /** Nobody is on anything for longer. */
    static final Duration LONGEST = Duration.ofHours(2);

    /** A device that has been good for so long needs nobody. */
    static final Duration WELL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final Clock clock;
    private final ClaimFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private final LongAdder fallen = new LongAdder();
    private volatile Map<DeviceId, Claim> current;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Consumer<Changed> listener = changed -> {};

    private Claims(Clock clock, ClaimFile file) {
        this.clock = clock;
        this.file = file;
        this.current = Collections.unmodifiableMap(new LinkedHashMap<>(file.read(MOST)));
    }

    /** @param folder where {@code claims.json} stands or will; it exists */
    public static Claims open(Path folder, Clock clock) {
        return new Claims(clock, new ClaimFile(folder));
    }

    /** All of them as they are now, by device; immutable, in the order in which they were taken. */
    public Map<DeviceId, Claim> current() {
        return current;
    }

    /** Is told every change, in order, before the call that made it returns. It must not call back. */
    public void onChange(Consumer<Changed> next) {
        listener = next;
    }

    /**
     * Takes a device, from whoever is on it. Who is on it already stays, since when they were.
     *
     * @param fits whether it may be, given the claim that is there
     * @throws ClaimException when it was not taken
     */
    public Claim take(DeviceId device, String who, Predicate<Optional<Claim>> fits) {
        String name = name(who);
        lock.lock();
        try {
            Optional<Claim> held = Optional.ofNullable(current.get(device));
            check(held, fits);
            if (held.filter(c -> c.who().equals(name)).isPresent()) {
                return held.get();
            }
            if (held.isEmpty() && current.size() >= MOST) {
                throw new ClaimException(
                        ClaimException.Reason.TOO_MANY, "people are on " + MOST + " devices already; give some back first", Optional.empty());
            }
            Claim claim = new Claim(device, name, clock.now().truncatedTo(ChronoUnit.MILLIS));
            Map<DeviceId, Claim> next = new LinkedHashMap<>(current);
            next.remove(device);
            next.put(device, claim);
            keep(next, new Changed(List.of(claim), List.of()));
            return claim;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives a device back, whoever is on it.
     *
     * @param fits whether it may be, given the claim that is there
     * @throws ClaimException when it was not given back
     */
    public void giveBack(DeviceId device, Predicate<Optional<Claim>> fits) {
        lock.lock();
        try {
            Optional<Claim> held = Optional.ofNullable(current.get(device));
            check(held, fits);
            if (held.isEmpty()) {
                throw new ClaimException(ClaimException.Reason.NOBODY, "nobody is on it", held);
            }
            Map<DeviceId, Claim> next = new LinkedHashMap<>(current);
            next.remove(device);
            keep(next, new Changed(List.of(), List.of(device)));
        } finally {
            lock.unlock();
        }
    }

    private static String name(String who) {
        try {
            return Names.checked(who);
        } catch (IllegalArgumentException e) {
            throw new ClaimException(ClaimException.Reason.NAME, String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private static void check(Optional<Claim> held, Predicate<Optional<Claim>> fits) {
        if (!fits.test(held)) {
            String what = held.map(c -> c.who() + " is on it").orElse("nobody is on it");
            throw new ClaimException(ClaimException.Reason.OTHERWISE, what, held);
        }
    }

    /** On disk first, then in memory, then told. */
    private void keep(Map<DeviceId, Claim> next, Changed changed) {
        try {
            file.write(next.values());
            trouble = Optional.empty();
        } catch (IOException e) {
            trouble = Optional.of("the claims cannot be written: " + e.getMessage());
            throw new ClaimException(ClaimException.Reason.NOT_WRITTEN, trouble.get(), Optional.empty());
        }
        tell(next, changed);
    }

    private void tell(Map<DeviceId, Claim> next, Changed changed) {
        current = Collections.unmodifiableMap(next);
        listener.accept(changed);
    }

    /** To be called about once a second: what is over falls away. Does nothing while a change is being written. */
    public void chore(Inventory inventory, Map<DeviceId, Health> health) {
        if (current.isEmpty() || !lock.tryLock()) {
            return;
        }
        try {
            Instant now = clock.now();
            List<DeviceId> over = current.values().stream()
                    .filter(c -> isOver(c, now) || isWell(c, health.get(c.device()), now) || inventory.device(c.device()).isEmpty())
                    .map(Claim::device)
                    .toList();
            if (!over.isEmpty()) {
                fall(over);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is over is over, even where that cannot be written: after a restart it falls away again. */
    private void fall(List<DeviceId> over) {
        Map<DeviceId, Claim> next = new LinkedHashMap<>(current);
        over.forEach(next::remove);
        fallen.add(over.size());
        Changed changed = new Changed(List.of(), over);
        try {
            keep(next, changed);
        } catch (ClaimException e) {
            LOG.warn("{}", e.getMessage());
            tell(next, changed);
        }
    }

    /** One from a far future is over too: then somebody has set the clock back. */
    private static boolean isOver(Claim claim, Instant now) {
        return Duration.between(claim.since(), now).abs().compareTo(LONGEST) >= 0;
    }

    /** Whoever takes what is good already has that minute too. */
    private static boolean isWell(Claim claim, @Nullable Health health, Instant now) {
        if (health == null || health.state() != State.GOOD) {
            return false;
        }
        Instant since = health.since().isAfter(claim.since()) ? health.since() : claim.since();
        return !now.isBefore(since.plus(WELL));
    }

    /** What is wrong with the file; empty while it can be written. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_claims", "Devices that somebody is on", () -> current.size()),
                Reading.counter("vor_claims_fallen_total", "Claims that fell away by themselves", fallen::sum));
    }
}
