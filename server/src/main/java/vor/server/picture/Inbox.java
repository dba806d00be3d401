package vor.server.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vor.model.DeviceId;
import vor.model.Facts;
import vor.model.Inventory;
import vor.model.Observation;
import vor.model.Ping;
import vor.model.Report;
import vor.model.Sight;
import vor.model.Target;

/**
 * What has come since the last frame: the newest of each target, so that a change of state is never pushed out by
 * later summaries. Safe for any thread; never makes a collector wait for more than a map's put.
 */
final class Inbox {
    /** Far above what a site has; only a collector gone mad reaches it. */
    static final int MAX_KEYS = 262_144;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private final int maxKeys;
    private Map<Target, Ping> pings = new LinkedHashMap<>();
    private Map<Kind, Report> reports = new LinkedHashMap<>();
    private Map<Source, Facts> facts = new LinkedHashMap<>();
    private @Nullable Inventory inventory;
    private @Nullable Sight sight;
    private boolean news;
    private boolean urgent;
    private long coalesced;
    private long dropped;

    Inbox(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /** Everything taken at once. */
    record Mail(
            List<Ping> pings,
            List<Report> reports,
            List<Facts> facts,
            Optional<Inventory> inventory,
            Optional<Sight> sight) {}

    private record Kind(DeviceId device, Class<? extends Report> of) {}

    private record Source(DeviceId device, String name) {}

    /** @param pressing whether a state is among them that is not the one in the picture */
    void add(List<? extends Observation> observations, boolean pressing) {
        if (observations.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            observations.forEach(this::add);
            urgent |= pressing;
            tell();
        } finally {
            lock.unlock();
        }
    }

    private void add(Observation observation) {
        switch (observation) {
            case Ping p -> put(pings, new Target(p.device(), p.address()), p);
            case Report r -> put(reports, new Kind(r.device(), r.getClass()), r);
            case Facts f -> put(facts, new Source(f.device(), f.source()), f);
        }
    }

    private <K, V> void put(Map<K, V> map, K key, V value) {
        if (map.remove(key) != null) {
            coalesced++;
        } else if (map.size() >= maxKeys) {
            dropped++;
            return;
        }
        map.put(key, value);
    }

    void inventory(Inventory next) {
        lock.lock();
        try {
            inventory = next;
            urgent = true;
            tell();
        } finally {
            lock.unlock();
        }
    }

    /**
     * @param changed whether more than its age has
     * @param due false: it may wait for something else to come
     */
    void sight(Sight next, boolean changed, boolean due) {
        lock.lock();
        try {
            sight = next;
            urgent |= changed;
            if (changed || due) {
                tell();
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        news = true;
        came.signalAll();
    }

    boolean news() {
        lock.lock();
        try {
            return news;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the news are such that a person should see them at once. */
    boolean urgent() {
        lock.lock();
        try {
            return urgent;
        } finally {
            lock.unlock();
        }
    }

    Mail take() {
        lock.lock();
        try {
            Mail mail = new Mail(
                    new ArrayList<>(pings.values()),
                    new ArrayList<>(reports.values()),
                    new ArrayList<>(facts.values()),
                    Optional.ofNullable(inventory),
                    Optional.ofNullable(sight));
            pings = new LinkedHashMap<>();
            reports = new LinkedHashMap<>();
            facts = new LinkedHashMap<>();
            inventory = null;
            sight = null;
            news = false;
            urgent = false;
            return mail;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns after {@code nanos}, or at once when there are news and {@code forNews} is set, or urgent ones that were
     * not there when {@code rushed} was asked; sooner by chance.
     */
    void await(long nanos, boolean forNews, boolean rushed) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !(forNews && news) && (rushed || !urgent)) {
                left = came.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    long size() {
        lock.lock();
        try {
            return (long) pings.size() + reports.size() + facts.size();
        } finally {
            lock.unlock();
        }
    }

    long coalesced() {
        lock.lock();
        try {
            return coalesced;
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
