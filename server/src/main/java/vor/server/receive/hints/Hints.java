package vor.server.receive.hints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Collector.Sink;
import vor.model.Inventory;
import vor.model.Picture;
import vor.model.Reading;

/**
 * Listens on its doors and makes hints of what comes: devices behind a port that is said to have changed are asked now, and
 * what was said becomes evidence, as {@code Facts} of the source "hints". The thread {@code hints} alone touches sockets and
 * state. A door that cannot be opened is a trouble, and the others work.
 */
public final class Hints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    private static final int LOGGED_FAILURES = 1000;

    private final Clock clock;
    private final Supplier<Picture> picture;
    private final Upstream upstream;
    private final Map<Door, Counts> doors = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Inventory> next = new AtomicReference<>();
    private final AtomicReference<@Nullable HintEngine> engine = new AtomicReference<>();
    private final AtomicLong failures = new AtomicLong();
    private final Selector selector;
    private volatile String trouble = "";
    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    /** @param picture asked on the thread {@code hints}, returns at once */
    public Hints(Clock clock, List<? extends Door> doors, Supplier<Picture> picture, Upstream upstream) {
        this.clock = clock;
        this.picture = picture;
        this.upstream = upstream;
        doors.forEach(d -> this.doors.put(d, new Counts()));
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to listen; at most once. Without doors nothing happens. */
    public synchronized void start(Sink sink) {
        if (thread != null) {
            throw new IllegalStateException("start it once");
        }
        List<Ear> ears = open();
        if (ears.isEmpty()) {
            return;
        }
        HintEngine hearing = new HintEngine(clock, picture, upstream, sink);
        engine.set(hearing);
        Thread t = new Thread(() -> run(hearing, ears), "hints");
        t.setDaemon(true);
        thread = t;
        t.start();
    }

    private List<Ear> open() {
        List<Ear> ears = new ArrayList<>();
        List<String> why = new ArrayList<>();
        doors.forEach((door, counts) -> {
            try {
                Ear ear = Ear.open(door, counts, selector);
                ports.put(door.name(), ear.port());
                ears.add(ear);
            } catch (IOException e) {
                LOG.warn("{}", e.getMessage());
                why.add(String.valueOf(e.getMessage()));
            }
        });
        trouble = String.join("; ", why);
        return ears;
    }

    private void run(HintEngine hearing, List<Ear> ears) {
        try {
            while (!closed) {
                selector.select(Math.max(1, round(hearing, ears) / 1_000_000));
                selector.selectedKeys().clear();
            }
        } catch (IOException | RuntimeException | Error e) {
            trouble = "the thread that hears hints has ended: " + e;
            LOG.error("no trap or syslog line is heard any more", e);
        } finally {
            ears.forEach(Hints::close);
        }
    }

    /** What goes wrong in one round ends nothing: the next one may hear again. */
    private long round(HintEngine hearing, List<Ear> ears) {
        try {
            Inventory inventory = next.getAndSet(null);
            if (inventory != null) {
                hearing.inventory(inventory);
            }
            ears.forEach(e -> e.listen(hearing));
            return hearing.round();
        } catch (RuntimeException e) {
            if (failures.get() % LOGGED_FAILURES == 0) {
                LOG.error("hints: a round failed, the next one goes on; told once in {} times", LOGGED_FAILURES, e);
            }
            failures.incrementAndGet();
            return HintEngine.TICK;
        }
    }

    private static void close(Ear ear) {
        try {
            ear.close();
        } catch (IOException e) {
            LOG.debug("a socket did not close in order", e);
        }
    }

    /** Devices that are gone are forgotten. Any thread, returns at once. */
    public void inventory(Inventory inventory) {
        next.set(inventory);
        selector.wakeup();
    }

    /** The port that a door listens on; empty while it does not. */
    public Optional<Integer> port(String door) {
        return Optional.ofNullable(ports.get(door));
    }

    /** What keeps it from hearing; empty when nothing does. */
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    /** What it counts about itself; the doors' own counters bear their names. */
    public List<Reading> readings() {
        List<Reading> all = new ArrayList<>();
        doors.forEach((door, counts) -> {
            all.addAll(counts.readings(door.name()));
            all.add(Reading.counter(
                    "vor_" + door.name() + "_kernel_dropped_total", "datagrams that the kernel dropped, as we read too slowly",
                    () -> port(door.name()).map(KernelDrops::of).orElse(0L)));
        });
        HintEngine hearing = engine.get();
        if (hearing != null) {
            all.add(Reading.counter("vor_hints_failures_total", "rounds that failed; the log says why", failures::get));
            all.add(Reading.counter("vor_hints_asked_total", "rounds of asking that hints caused", hearing.asked::sum));
            all.add(Reading.counter("vor_hints_merged_total", "hints about a port that waited to be asked already", hearing.merged::sum));
            all.add(Reading.counter("vor_hints_placeless_total", "hints about a port that nobody knows", hearing.placeless::sum));
        }
        return all;
    }

    /** Ends its thread and frees its sockets; returns when it has ended. */
    @SuppressWarnings("ReferenceEquality") // a thread is itself only
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        Thread t = thread;
        if (t != null && t != Thread.currentThread()) {
            try {
                t.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
