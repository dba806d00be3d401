package vor.server.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Event;
import vor.model.Reading;
import vor.server.journal.JournalReader.Batch;

/**
 * Writes events down, in the order in which they are given to it. The thread {@code journal} does it, at least once a second: what came since is lost when the process is
 * killed, and what the disk has not taken yet when the machine falls. Whoever gives events never waits and hears of no trouble: what does not fit the queue or
 * the disk is counted.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** Events that wait to be written. */
    static final int MOST_WAITING = 400_000;

    private static final int MANY_WAITING = MOST_WAITING / 8;
    private static final long LOOK = Duration.ofMillis(100).toNanos();
    private static final long FLUSH = Duration.ofMillis(800).toNanos();
    private static final long CHORE = Duration.ofSeconds(1).toNanos();

    private final Clock clock;
    private final JournalWriter writer;
    private final Queue<Batch> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;
    private volatile JournalSettings settings;
    private volatile boolean closed;
    private long chored;

    private Journal(Path folder, JournalSettings settings, Clock clock) {
        this.clock = clock;
        this.settings = settings;
        this.writer = new JournalWriter(folder, settings, clock);
        this.thread = Thread.ofPlatform().daemon().name("journal").unstarted(this::run);
    }

    /**
     * Begins to write into a folder, behind what is there. No other process may write into it.
     *
     * @throws IOException when something stands there that is no folder; that it cannot be made or written to is a trouble, and is tried again
     */
    public static Journal open(Path folder, JournalSettings settings, Clock clock) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + " is no folder: events are to be written down there; take it away or turn \"journal\" off");
        }
        Journal journal = new Journal(folder, settings, clock);
        journal.thread.start();
        return journal;
    }

    /**
     * Any thread; returns at once. Lists of one thread are written in their order.
     *
     * @param atMillis when they came, milliseconds since 1970
     */
    public void append(long atMillis, List<Event> events) {
        int count = events.size();
        if (!settings.on() || closed || count == 0) {
            return;
        }
        int now = waiting.addAndGet(count);
        if (now > MOST_WAITING || now < 0) {
            waiting.addAndGet(-count);
            dropped.add(count);
            return;
        }
        queue.add(new Batch(atMillis, events));
        if (now >= MANY_WAITING && now - count < MANY_WAITING) {
            LockSupport.unpark(thread);
        }
    }

    /** Keeps as much as these say from now on. */
    public void settings(JournalSettings next) {
        settings = next;
    }

    private void run() {
        while (!closed) {
            round();
            LockSupport.parkNanos(this, LOOK);
        }
        round();
        writer.close();
    }

    private void round() {
        try {
            writer.settings(settings);
            drain();
            if (writer.waited() >= FLUSH) {
                writer.flush();
            }
            if (settings.on() && (chored == 0 || clock.nanos() - chored >= CHORE)) {
                chored = clock.nanos();
                writer.chore();
            }
        } catch (RuntimeException e) {
            LOG.error("the journal failed; it goes on", e);
        }
    }

    private void drain() {
        Batch batch = queue.poll();
        while (batch != null) {
            waiting.addAndGet(-batch.events().size());
            writer.add(batch.atMillis(), batch.events());
            if (writer.waited() >= FLUSH) {
                writer.flush();
            }
            batch = queue.poll();
        }
    }

    /** Why events are not written down just now, in words for people; empty when they are. */
    public Optional<String> trouble() {
        return settings.on() ? writer.trouble() : Optional.empty();
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.counter("vor_journal_events_total", "Events that were written down", writer.written::sum),
                Reading.counter("vor_journal_dropped_total", "Events that were not written down as too many waited", dropped::sum),
                Reading.counter("vor_journal_lost_total", "Events that the disk did not take", writer.lost::sum),
                Reading.counter("vor_journal_huge_total", "Events that are too large to be written down", writer.huge::sum),
                Reading.counter("vor_journal_removed_total", "Files of events that were removed as too old or too many", writer.removed::sum),
                Reading.gauge("vor_journal_waiting", "Events that wait to be written down", waiting::get),
                Reading.gauge("vor_journal_bytes", "Size of all files of events", () -> writer.bytes));
    }

    /** Writes what came, and ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
