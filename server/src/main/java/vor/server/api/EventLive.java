package vor.server.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import vor.model.Clock;
import vor.model.Reading;
import vor.server.events.Entry;
import vor.server.events.Index;
import vor.server.events.News;
import vor.server.events.query.Query;

/**
 * The index to everybody who looks at it, through a query each. At most a frame each tick and reader: what changed twice since the last one is told once, so
 * a fast sender costs a slow reader nothing. A reader holds a version and the pairs that it was shown, and no queue.
 *
 * <p>{@link #serve} is called by the thread of each reader, {@link #tick} by one other. A page has its queries told on its one stream instead ({@link EventViews}); each counts as
 * a reader.
 */
final class EventLive implements AutoCloseable {
    /** A silence is never longer. */
    private static final Duration IDLE = Duration.ofMillis(700);

    private static final int MOST_READERS = 100;
    private static final byte[] NOTHING = {};

    /** Events in one frame of a stream that carries more than them. */
    private static final int PIECE = 200;

    private static final Told NONE = new Told(false, List.of(), List.of(), false);

    private final Clock clock;
    private final Index index;
    private final Deadlines deadlines;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ticked = lock.newCondition();
    private final LongAdder refused = new LongAdder();
    private int readers;
    private volatile long ticks; // written under the lock
    private boolean closed;

    EventLive(Clock clock, Index index, Deadlines deadlines) {
        this.clock = clock;
        this.index = index;
        this.deadlines = deadlines;
    }

    /** What a reader has been shown; for its thread alone. */
    static final class Shown {
        private final Optional<String> name;
        private final Query query;
        private final Set<List<String>> pairs = new HashSet<>();
        private long version = -1;
        private long told;
        private int total;

        /** What is still to come of what was found last; nothing else is asked for before. */
        private Told rest = NONE;

        /** @param name of the query on a stream that carries more than it; empty when it has a stream of its own */
        Shown(Optional<String> name, Query query) {
            this.name = name;
            this.query = query;
        }

        boolean hasMore() {
            return rest.more();
        }
    }

    /** To be called several times a second. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // under the lock
    void tick() {
        lock.lock();
        try {
            ticks++;
            ticked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Serves one reader on its own thread until it goes, stalls, may no longer read or the server ends.
     *
     * @throws ProblemException when there are too many readers
     * @throws IOException when the reader is gone
     */
    void serve(Query query, Live.Outlet outlet, BooleanSupplier may) throws IOException {
        enter();
        try {
            Shown shown = new Shown(Optional.empty(), query);
            long seen = -1;
            do {
                write(outlet, tell(shown));
                seen = await(seen);
            } while (seen >= 0 && may.getAsBoolean());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    /** Grows several times a second; whoever has asked since has nothing to ask. */
    long ticks() {
        return ticks;
    }

    /** @throws ProblemException when there are too many readers */
    void enter() {
        lock.lock();
        try {
            if (readers >= MOST_READERS) {
                refused.increment();
                throw Problem.of("busy", "Too many look at the live events", 503, "at most " + MOST_READERS + " may read at once")
                        .exception();
            }
            readers++;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            readers--;
        } finally {
            lock.unlock();
        }
    }

    /** @return the tick that it is; negative when the server ends */
    private long await(long seen) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && ticks == seen) {
                ticked.await();
            }
            return closed ? -1 : ticks;
        } finally {
            lock.unlock();
        }
    }

    /** What is new to a reader, for which it may be asked once each tick; nothing when it has been told all a moment ago. */
    byte[] tell(Shown shown) {
        if (shown.hasMore()) {
            return told(shown, shown.rest);
        }
        if (index.version() != shown.version || shown.version < 0) {
            Told news = fitting(shown, index.since(shown.version));
            if (news.whole() || !news.entries().isEmpty() || !news.gone().isEmpty()) {
                return told(shown, news);
            }
        }
        return clock.nanos() - shown.told < IDLE.toNanos() ? NOTHING : idle(shown);
    }

    /** A stream that carries more than this tells the time by itself. */
    private byte[] idle(Shown shown) {
        if (shown.name.isPresent()) {
            return shown.total == index.size() ? NOTHING : told(shown, NONE);
        }
        shown.told = clock.nanos();
        return EventJson.tick(clock.millis(), index.size());
    }

    private byte[] told(Shown shown, Told news) {
        shown.told = clock.nanos();
        shown.total = index.size();
        Told piece = shown.name.isPresent() ? news.first() : news;
        shown.rest = shown.name.isPresent() ? news.rest() : NONE;
        return EventJson.frame(shown.name, clock.millis(), shown.total, piece);
    }

    /**
     * What this reader is told.
     *
     * @param whole whether it forgets what it had
     * @param more whether this is a piece, and others follow
     */
    record Told(boolean whole, List<Entry> entries, List<News.Gone> gone, boolean more) {
        /** As much as may keep the frames of the picture waiting. */
        Told first() {
            return entries.size() <= PIECE ? new Told(whole, entries, gone, false) : new Told(whole, entries.subList(0, PIECE), List.of(), true);
        }

        Told rest() {
            return entries.size() <= PIECE ? NONE : new Told(false, entries.subList(PIECE, entries.size()), gone, true);
        }
    }

    private static Told fitting(Shown shown, News news) {
        if (news.whole()) {
            shown.pairs.clear();
        }
        shown.version = news.version();
        List<Entry> entries = new ArrayList<>();
        List<News.Gone> gone = new ArrayList<>();
        for (Entry entry : news.entries()) {
            List<String> pair = List.of(entry.event().host(), entry.event().service());
            if (shown.query.matches(entry.event())) {
                shown.pairs.add(pair);
                entries.add(entry);
            } else if (shown.pairs.remove(pair)) {
                gone.add(new News.Gone(pair.get(0), pair.get(1), "it does not fit the query any more", entry.version()));
            }
        }
        for (News.Gone left : news.gone()) {
            if (shown.pairs.remove(List.of(left.host(), left.service()))) {
                gone.add(left);
            }
        }
        return new Told(news.whole(), entries, gone, false);
    }

    /** A reader that takes nothing for so long as one of {@code /live} may is ended. */
    private void write(Live.Outlet outlet, byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        deadlines.begin(Live.STALLED);
        try {
            outlet.write(bytes);
        } finally {
            deadlines.end();
        }
    }

    List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_events_readers", "Readers of live events", this::readers),
                Reading.counter("vor_events_readers_refused_total", "Readers of live events refused because there were too many", refused::sum));
    }

    private double readers() {
        lock.lock();
        try {
            return readers;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            ticked.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
