package vor.server.receive.statsd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import vor.model.Clock;
import vor.model.EventSink;

/** Sums and what becomes of them, by some settings: flushes when it is time, tells the backends and the events. */
final class Work {
    /** What came within two intervals that are lost still counts. */
    private static final int INTERVALS = 3;

    private final Clock clock;
    private final EventSink sink;
    private final Sums sums;
    private final KeyTally tally;
    private final Map<Outlet, Backend> backends;
    private final long began;
    private final ReentrantLock flushing = new ReentrantLock();
    private volatile Duration interval;
    private volatile long due;
    private volatile boolean flushed;
    private volatile boolean healthy;

    /** Makes the sums, once everything else is there. */
    @FunctionalInterface
    interface Adder {
        Sums of(List<Backend> backends, KeyTally tally);
    }

    /** @param backends running, by what they are for */
    Work(Clock clock, EventSink sink, StatsdSettings settings, Map<Outlet, Backend> backends, Consumer<String> printer, Adder adder) {
        this.clock = clock;
        this.sink = sink;
        this.backends = new LinkedHashMap<>(backends);
        tally = new KeyTally(settings.watching().tally(), clock, printer);
        sums = adder.of(backends.values().stream().filter(RepeatBackend.class::isInstance).toList(), tally);
        interval = settings.adding().interval();
        began = Sums.second(clock.now());
        healthy = settings.management().map(StatsdSettings.Management::healthy).orElse(true);
        due = next(clock.now().plus(interval.dividedBy(2))); // a first flush at once would tell of nothing
    }

    /** The next multiple of the interval, in milliseconds since 1970. */
    private long next(Instant now) {
        long millis = interval.toMillis();
        return Math.floorDiv(now.toEpochMilli(), millis) * millis + millis;
    }

    Sums sums() {
        return sums;
    }

    Map<Outlet, Backend> backends() {
        return backends;
    }

    /** The second since 1970 in which it began. */
    long began() {
        return began;
    }

    boolean flushed() {
        return flushed;
    }

    boolean healthy() {
        return healthy;
    }

    void healthy(boolean now) {
        healthy = now;
    }

    /** When something is to be done, in milliseconds since 1970. */
    long due() {
        return Math.min(due, tally.due());
    }

    void settings(Adding next, boolean tidy) {
        sums.settings(next, tidy);
        if (!next.interval().equals(interval)) {
            interval = next.interval();
            due = next(clock.now());
        }
    }

    /** Flushes when it is time. */
    void chore() {
        if (clock.millis() >= due) {
            flush();
        }
        if (tally.isDue()) {
            tally.tell(sums.within(aggregates -> tally.take()));
        }
    }

    /** All that came goes out. */
    void flush() {
        flushing.lock();
        try {
            Instant at = clock.now();
            due = next(at);
            Taken taken = sums.take(at);
            long started = clock.millis();
            Flush flush = taken.flush();
            long processing = clock.millis() - started;
            backends.values().forEach(backend -> backend.flush(flush, processing));
            flushed = true;
            if (sink == StatsdServer.NO_EVENTS) {
                return;
            }
            sink.take(StatsdEvents.of(flush, at, interval.multipliedBy(INTERVALS)));
        } finally {
            flushing.unlock();
        }
    }

    /** Numbers of statsd and of its backends, as they stand there. */
    List<Map.Entry<String, Long>> status() {
        List<Map.Entry<String, Long>> all = new ArrayList<>();
        all.add(Map.entry("messages.last_msg_seen", sums.lastMessage()));
        all.add(Map.entry("messages.bad_lines_seen", sums.badLines()));
        backends.values().forEach(backend -> backend.status().forEach((name, numbers) -> numbers.forEach((what, number) -> all.add(Map.entry(name + "." + what, number)))));
        return all;
    }
}
