package vor.server.receive.statsd;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import vor.model.Clock;
import vor.model.Reading;
import vor.server.receive.net.Bads;
import vor.server.receive.net.BatchPort;
import vor.wire.statsd.Inspect.Shown;
import vor.wire.statsd.Sink;
import vor.wire.statsd.StatsdReader;

/** What came since the last flush, whoever brought it. Each reader adds up a batch at a time, within one lock. */
final class Sums implements BatchPort.Taker {
    private final Clock clock;
    private final Bads bads;
    private final LongAdder datagrams;
    private final LongAdder lines;
    private final List<Backend> backends;
    private final Consumer<String> printer;
    private final boolean dump;
    private final ReentrantLock adding = new ReentrantLock();
    private final Aggregates aggregates;
    private final Noting noting;
    private StatsdReader reader;
    private long inBatch;
    private long linesInBatch;
    private volatile long lastMessage;
    private volatile long badLines;

    /**
     * @param datagrams counts them
     * @param lines counts them
     * @param backends are given each packet
     * @param tally counts keys; none is counted when it is off
     * @param printer is told each line, if the settings want it
     */
    Sums(Clock clock, Bads bads, LongAdder datagrams, LongAdder lines, StatsdSettings settings, List<Backend> backends, KeyTally tally, Consumer<String> printer) {
        this.clock = clock;
        this.bads = bads;
        this.datagrams = datagrams;
        this.lines = lines;
        this.backends = backends;
        this.printer = printer;
        dump = settings.watching().dump();
        aggregates = new Aggregates(settings.adding());
        noting = new Noting(aggregates, tally);
        reader = new StatsdReader(settings.tidy());
        lastMessage = second(clock.now());
    }

    /** As statsd rounds it. */
    static long second(Instant now) {
        return Math.floorDiv(now.toEpochMilli() + 500, 1000L);
    }

    @Override
    public void begin() {
        adding.lock();
        inBatch = 0;
        linesInBatch = 0;
    }

    @Override
    public void datagram(byte[] bytes, int length, Supplier<String> sender) {
        inBatch++;
        packet(bytes, length, sender);
    }

    /** Within {@link #begin} and {@link #end}; of a connection. */
    void packet(byte[] bytes, int length, Supplier<String> sender) {
        for (Backend backend : backends) {
            backend.packet(bytes, 0, length);
        }
        if (dump) {
            new String(bytes, 0, length, StandardCharsets.UTF_8).lines().filter(line -> !line.isEmpty()).forEach(line -> printer.accept("DEBUG: " + line));
        }
        noting.sender = sender;
        reader.read(bytes, 0, length, noting);
    }

    @Override
    public void end() {
        long came = inBatch;
        long read = linesInBatch;
        lastMessage = second(clock.now());
        adding.unlock();
        datagrams.add(came);
        lines.add(read);
    }

    /** Takes all out that is to be flushed. */
    Taken take(Instant now) {
        return within(sums -> sums.take(now));
    }

    /** Something with the sums; nothing is added meanwhile. */
    <T> T within(Function<Aggregates, T> work) {
        adding.lock();
        try {
            return work.apply(aggregates);
        } finally {
            adding.unlock();
        }
    }

    void settings(Adding next, boolean tidy) {
        adding.lock();
        try {
            aggregates.settings(next);
            reader = new StatsdReader(tidy);
        } finally {
            adding.unlock();
        }
    }

    /** The second in which something came last. */
    long lastMessage() {
        return lastMessage;
    }

    long badLines() {
        return badLines;
    }

    /** Adds up, counts, and keeps what was bad. */
    private final class Noting implements Sink {
        private final Aggregates to;
        private final KeyTally tally;
        private Supplier<String> sender = () -> "";

        Noting(Aggregates to, KeyTally tally) {
            this.to = to;
            this.tally = tally;
        }

        @Override
        public void packet() {
            to.packet();
        }

        @Override
        public void line() {
            linesInBatch++;
            to.line();
        }

        @Override
        public void key(String key) {
            tally.count(key);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // within the lock
        public void bad(String line, String why) {
            badLines++;
            bads.add(sender.get(), line, why);
            to.bad(line, why);
        }

        @Override
        public void counter(byte[] bytes, int from, int to, double value, double rate) {
            tally.count(bytes, from, to);
            aggregates.counter(bytes, from, to, value, rate);
        }

        @Override
        public void timer(byte[] bytes, int from, int to, double millis, double rate) {
            tally.count(bytes, from, to);
            aggregates.timer(bytes, from, to, millis, rate);
        }

        @Override
        public void gauge(byte[] bytes, int from, int to, double value) {
            tally.count(bytes, from, to);
            aggregates.gauge(bytes, from, to, value);
        }

        @Override
        public void counter(String key, double value, double rate) {
            to.counter(key, value, rate);
        }

        @Override
        public void timer(String key, double millis, double rate) {
            to.timer(key, millis, rate);
        }

        @Override
        public void gauge(String key, double value) {
            to.gauge(key, value);
        }

        @Override
        public void gaugeChange(String key, double by) {
            to.gaugeChange(key, by);
        }

        @Override
        public void set(String key, String member) {
            to.set(key, member);
        }
    }

    /** How much is held, for any thread. */
    List<Reading> readings() {
        return aggregates.readings();
    }

    /** For people: what is shown of counters, of timers, of gauges. */
    Map<String, ? extends Shown> shown(Aggregates.Kind kind) {
        return within(sums -> switch (kind) {
            case COUNTERS -> sums.counters();
            case TIMERS -> sums.timers();
            case GAUGES -> sums.gauges();
        });
    }
}
