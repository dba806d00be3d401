package vor.server.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Predicate;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.events.Entry.Key;
import vor.server.events.News.Gone;

/**
 * The newest event of each (host, service). Safe for any thread; a writer waits for a reader only while that reads a number.
 *
 * <p>What Riemann leaves to luck is settled: time to live runs from the moment an event came, by our monotonic clock, so a sender whose clock is wrong neither expires
 * at once nor stays for ever; an event that is older by its sender's clock than the one that is held does not take its place; and who takes in more pairs than the
 * limit, or longer texts, gets the new ones counted and refused, not the memory.
 */
public final class Index implements EventSink {
    /** As Riemann has it. */
    public static final Duration DEFAULT_TTL = Duration.ofSeconds(60);

    /** How often {@link #chore} is to be called. */
    public static final Duration TICK = Duration.ofMillis(250);

    private static final String EXPIRED = "expired";
    private static final int GONE = 10_000;

    /** Of all texts together: what a few senders of very long ones may take of memory. */
    private static final long MOST_CHARACTERS = 100_000_000;

    private static final int EACH = 200;
    private static final int EACH_TEXT = 50;

    /** What an "expired" event carries when it was rules that made the one that ran out: those of before may not be there any more. */
    public static final Map<String, String> DERIVED = Map.of("derived", "by rules");

    private final Clock clock;
    private final int most;
    private final EventSink expired;
    private final Map<Key, Held> held = new ConcurrentHashMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final AtomicLong weight = new AtomicLong();
    /** Shared by writers; a reader has it for itself for the moment of reading the version. */
    private final StampedLock settled = new StampedLock();
    private volatile EventSink told = events -> {};
    private final Object departures = new Object();
    private final Deque<Gone> gone = new ArrayDeque<>();
    private long forgotten;
    private final LongAdder taken = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder full = new LongAdder();
    private final LongAdder expiries = new LongAdder();

    private volatile Optional<Watcher> watcher = Optional.empty();

    /** Hears of every change, as it happens, which {@link Index#since} does not tell: there only the newest counts. */
    public interface Watcher {
        /** Whether anybody wants to know just now; any thread, at once. */
        boolean wants();

        /** What went into the index, took something out of it, or ran out of it. Any thread; returns at once. */
        void hear(List<Event> events);
    }

    /**
     * @param end monotonic nanoseconds
     * @param derived whether rules made it
     */
    private record Held(Entry entry, long end, int characters, boolean derived) {}

    /**
     * @param most pairs of host and service
     * @param expired gets an event of state "expired" for each that ran out; called by {@link #chore}
     */
    public Index(Clock clock, int most, EventSink expired) {
        this.clock = clock;
        this.most = most;
        this.expired = expired;
    }

    /** Who gets all that is told from now on, after it was taken in, and what ran out; not what {@link #takeDerived} brings. */
    public void onTold(EventSink next) {
        told = next;
    }

    /** Whoever brings it; there is one watcher, which takes the place of the one before. */
    public void watched(Watcher next) {
        watcher = Optional.of(next);
    }

    @Override
    public void take(List<Event> events) {
        takeIn(events, false);
        told.take(events);
    }

    /** What rules made of events. */
    public void takeDerived(List<Event> events) {
        takeIn(events, true);
    }

    /** Takes out what is there of their hosts and services. */
    public void delete(List<Event> events) {
        long writing = settled.readLock();
        try {
            events.forEach(e -> remove(e, "a rule took it out"));
        } finally {
            settled.unlockRead(writing);
        }
    }

    private void takeIn(List<Event> events, boolean derived) {
        Optional<Watcher> watching = watcher.filter(Watcher::wants);
        List<Event> heard = new ArrayList<>();
        Instant now = clock.now();
        long nanos = clock.nanos();
        long writing = settled.readLock();
        try {
            for (Event event : events) {
                boolean counts = true;
                if (event.state().equals(EXPIRED)) {
                    remove(event, "its sender said that it is over");
                } else {
                    counts = put(event, now, nanos, derived);
                }
                if (counts && watching.isPresent()) {
                    heard.add(event);
                }
            }
        } finally {
            settled.unlockRead(writing);
        }
        taken.add(events.size());
        if (!heard.isEmpty()) {
            watching.ifPresent(w -> w.hear(heard));
        }
    }

    /** @return whether it is in the index now */
    private boolean put(Event event, Instant now, long nanos, boolean derived) {
        Key key = new Key(event.host(), event.service());
        if (held.size() >= most && !held.containsKey(key)) {
            full.increment();
            return false;
        }
        Duration ttl = event.ttl().orElse(DEFAULT_TTL);
        Held is = held.compute(key, (k, before) -> {
            if (before != null && event.time().isBefore(before.entry().event().time())) {
                late.increment();
                return before;
            }
            int characters = characters(event);
            int gain = characters - (before == null ? 0 : before.characters());
            if (weight.addAndGet(gain) > MOST_CHARACTERS && gain > 0) {
                weight.addAndGet(-gain);
                full.increment();
                return before;
            }
            return new Held(new Entry(event, now, now.plus(ttl), versions.incrementAndGet()), nanos + ttl.toNanos(), characters, derived);
        });
        return is != null && is.entry().event().equals(event);
    }

    /** How much of memory it takes, about. */
    private static int characters(Event event) {
        int sum = EACH + event.host().length() + event.service().length() + event.state().length() + event.description().length();
        for (String tag : event.tags()) {
            sum += EACH_TEXT + tag.length();
        }
        for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
            sum += EACH_TEXT + attribute.getKey().length() + attribute.getValue().length();
        }
        return sum;
    }

    private void remove(Event event, String why) {
        Held before = held.remove(new Key(event.host(), event.service()));
        if (before != null) {
            weight.addAndGet(-before.characters());
            leave(before.entry(), why);
        }
    }

    private void leave(Entry entry, String why) {
        synchronized (departures) {
            gone.addLast(new Gone(entry.event().host(), entry.event().service(), why, versions.incrementAndGet()));
            if (gone.size() > GONE) {
                forgotten = gone.removeFirst().version();
            }
        }
    }

    /** Ends what ran out. To be called every {@link #TICK} by one thread. */
    public void chore() {
        long nanos = clock.nanos();
        List<Event> ended = new ArrayList<>();
        held.forEach((key, h) -> {
            if (nanos - h.end() > 0 && held.remove(key, h)) {
                weight.addAndGet(-h.characters());
                leave(h.entry(), "nothing came for " + seconds(h.entry()) + " s");
                ended.add(over(h.entry(), h.derived()));
            }
        });
        expiries.add(ended.size());
        if (!ended.isEmpty()) {
            expired.take(ended);
            watcher.ifPresent(w -> w.hear(ended));
            told.take(ended);
        }
    }

    private static String seconds(Entry entry) {
        double seconds = Duration.between(entry.received(), entry.expires()).toNanos() / 1e9;
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }

    /** Riemann keeps host and service; why it is over is worth keeping, too. */
    private Event over(Entry entry, boolean derived) {
        Event last = entry.event();
        return new Event(
                last.host(), last.service(), EXPIRED, Optional.empty(), clock.now(), Optional.empty(),
                "nothing came for " + seconds(entry) + " s", last.tags(), derived ? DERIVED : Map.of());
    }

    /** The newest of a pair. */
    public Optional<Entry> get(String host, String service) {
        return Optional.ofNullable(held.get(new Key(host, service))).map(Held::entry);
    }

    /** All that fulfil it, in no order. */
    public List<Entry> find(Predicate<Event> query) {
        return held.values().stream().map(Held::entry).filter(e -> query.test(e.event())).toList();
    }

    public int size() {
        return held.size();
    }

    /** Grows when anything changes: a reader that has seen this one has nothing to ask. */
    public long version() {
        return versions.get();
    }

    /**
     * What happened behind a version; each change is told once or more, and none is left out.
     *
     * @param since what {@link News#version} said; negative for everything
     */
    public News since(long since) {
        long now = settledVersion();
        synchronized (departures) {
            boolean whole = since < 0 || since < forgotten;
            List<Gone> left = whole ? List.of() : gone.stream().filter(g -> g.version() > since).toList();
            Map<Key, Entry> news = new HashMap<>();
            held.forEach((key, h) -> {
                if (whole || h.entry().version() > since) {
                    news.put(key, h.entry());
                }
            });
            List<Gone> reallyLeft = left.stream().filter(g -> !held.containsKey(new Key(g.host(), g.service()))).toList();
            return new News(now, whole, List.copyOf(news.values()), reallyLeft);
        }
    }

    /** Up to this one everything is there to be seen: whoever was in the middle of writing is done. */
    private long settledVersion() {
        long alone = settled.writeLock();
        try {
            return versions.get();
        } finally {
            settled.unlockWrite(alone);
        }
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_events_index_size", "Events in the index", this::size),
                Reading.gauge("vor_events_index_characters", "Size of the texts in the index, about", weight::get),
                Reading.counter("vor_events_taken_total", "Events that came", taken::sum),
                Reading.counter("vor_events_late_total", "Events that were older than the one in the index", late::sum),
                Reading.counter("vor_events_refused_total", "Events of new pairs when the index was full", full::sum),
                Reading.counter("vor_events_expired_total", "Events that ran out", expiries::sum));
    }
}
