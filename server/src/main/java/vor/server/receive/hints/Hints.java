package vor.server.receive.hints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Collector.Sink;
import vor.model.Inventory;
import vor.model.Picture;
import vor.model.Reading;
import vor.server.receive.net.KernelDrops;

/**
 * Listens on its doors and makes hints of what comes: devices behind a port that is said to have changed are asked now, and
 * what was said becomes evidence, as {@code Facts} of the source "hints". The thread {@code hints} alone touches sockets and
 * state. A door that cannot be opened is a trouble, and the others work.
 */
public final class Hints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    private static final int LOGGED_FAILURES = 1000;
    private static final int RELEASE_TRIES = 1000;

    private final Clock clock;
    private final Supplier<Picture> picture;
    private final Upstream upstream;
    private final Map<String, Counts> counts = new ConcurrentSkipListMap<>();
    private final AtomicReference<@Nullable Inventory> next = new AtomicReference<>();
    private final AtomicReference<@Nullable HintEngine> engine = new AtomicReference<>();
    private final AtomicLong failures = new AtomicLong();
    private final Selector selector;
    private List<? extends Door> doors;
    private volatile List<Ear> ears = List.of();
    private volatile String trouble = "";
    private @Nullable Sink sink;
    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    /** @param picture asked on the thread {@code hints}, returns at once */
    public Hints(Clock clock, List<? extends Door> doors, Supplier<Picture> picture, Upstream upstream) {
        this.clock = clock;
        this.picture = picture;
        this.upstream = upstream;
        this.doors = List.copyOf(doors);
        doors.forEach(d -> counts.put(d.name(), new Counts()));
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to listen; at most once. A door that cannot be opened is a trouble. */
    public synchronized void start(Sink sink) {
        if (this.sink != null) {
            throw new IllegalStateException("start it once");
        }
        this.sink = sink;
        Moving moving = new Moving(List.of(), List.of());
        for (Door door : doors) {
            try {
                moving.open(door);
            } catch (IOException e) {
                LOG.warn("{}", e.getMessage());
                moving.failed(e);
            }
        }
        moving.done();
    }

    /**
     * Listens on these doors in place of those of before, all of them or none: a socket that is wanted again stays open. A door
     * that could not be opened before may go on being a trouble. Any thread.
     *
     * @throws IOException when one cannot be opened, in words for people; then all is as it was
     */
    public synchronized void doors(List<? extends Door> next) throws IOException {
        Moving moving = new Moving(ears, next);
        for (Door door : next) {
            try {
                moving.open(door);
            } catch (IOException e) {
                if (!isTroubled(door)) {
                    moving.undo();
                    throw e;
                }
                moving.failed(e);
            }
        }
        doors = List.copyOf(next);
        moving.done();
    }

    private boolean isTroubled(Door door) {
        return doors.stream().anyMatch(d -> same(d, door)) && ears.stream().noneMatch(e -> e.suits(door));
    }

    private static boolean same(Door a, Door b) {
        return a.name().equals(b.name()) && a.host().equals(b.host()) && a.port() == b.port();
    }

    /** From one set of open doors to another. */
    private final class Moving {
        private final List<Ear> before;
        private final List<Ear> leaving;
        private final List<Ear> after = new ArrayList<>();
        private final Map<Ear, Door> kept = new LinkedHashMap<>();
        private final List<String> why = new ArrayList<>();

        Moving(List<Ear> before, List<? extends Door> next) {
            this.before = before;
            leaving = before.stream().filter(e -> next.stream().noneMatch(e::suits)).toList();
        }

        void open(Door door) throws IOException {
            Optional<Ear> held = before.stream().filter(e -> e.suits(door)).findFirst();
            if (held.isPresent()) {
                kept.put(held.get(), door);
                after.add(held.get());
            } else {
                after.add(opened(door));
            }
        }

        /** What leaves may stand in the way: another address with the same port. */
        private Ear opened(Door door) throws IOException {
            Counts own = counts.computeIfAbsent(door.name(), n -> new Counts());
            try {
                return Ear.open(door, own, selector);
            } catch (IOException e) {
                List<Ear> inTheWay = leaving.stream().filter(l -> l.isOpen() && l.door().port() == door.port()).toList();
                if (inTheWay.isEmpty()) {
                    throw e;
                }
                inTheWay.forEach(Hints.this::release);
                return Ear.open(door, own, selector);
            }
        }

        void failed(IOException e) {
            why.add(String.valueOf(e.getMessage()));
        }

        void done() {
            kept.forEach(Ear::door);
            leaving.forEach(Hints.this::release);
            trouble = String.join("; ", why);
            listen(after);
        }

        void undo() {
            after.stream().filter(e -> !kept.containsKey(e)).forEach(Hints.this::release);
            List<Ear> again = new ArrayList<>();
            for (Ear ear : before) {
                try {
                    again.add(ear.isOpen() ? ear : Ear.open(ear.door(), counts.computeIfAbsent(ear.door().name(), n -> new Counts()), selector));
                } catch (IOException e) {
                    LOG.warn("{}", e.getMessage());
                    trouble = String.valueOf(e.getMessage());
                }
            }
            listen(again);
        }
    }

    /** Closes it, and waits until the kernel has its port back: the selector's next round lets go of it. */
    private void release(Ear ear) {
        close(ear);
        try {
            for (int tries = 0; ear.isHeld() && tries < RELEASE_TRIES; tries++) {
                if (thread == null) {
                    selector.selectNow();
                } else {
                    selector.wakeup();
                    LockSupport.parkNanos(this, 1_000_000);
                }
            }
        } catch (IOException e) {
            LOG.debug("a socket is let go of later", e);
        }
    }

    private void listen(List<Ear> next) {
        ears = List.copyOf(next);
        Sink to = sink;
        if (thread == null && to != null && !next.isEmpty()) {
            begin(to);
        }
        selector.wakeup();
    }

    private void begin(Sink to) {
        HintEngine hearing = new HintEngine(clock, picture, upstream, to);
        engine.set(hearing);
        Thread t = new Thread(() -> run(hearing), "hints");
        t.setDaemon(true);
        thread = t;
        t.start();
    }

    private void run(HintEngine hearing) {
        try {
            while (!closed) {
                selector.select(Math.max(1, round(hearing) / 1_000_000));
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
    private long round(HintEngine hearing) {
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
        return ears.stream().filter(e -> e.door().name().equals(door)).map(Ear::port).findFirst();
    }

    /** What keeps it from hearing; empty when nothing does. */
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    /** What it counts about itself; the doors' own counters bear their names. */
    public List<Reading> readings() {
        List<Reading> all = new ArrayList<>();
        counts.forEach((door, own) -> {
            all.addAll(own.readings(door));
            all.add(Reading.counter(
                    "vor_" + door + "_kernel_dropped_total", "datagrams that the kernel dropped, as we read too slowly",
                    () -> port(door).map(KernelDrops::of).orElse(0L)));
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
