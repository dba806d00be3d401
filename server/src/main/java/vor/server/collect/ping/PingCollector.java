package vor.server.collect.ping;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Collector;
import vor.model.DeviceId;
import vor.model.Family;
import vor.model.Inventory;
import vor.model.Profile;
import vor.model.Reading;
import vor.wire.icmp.EchoCodec;

/**
 * The echo engine: asks every target of the inventory for ICMP echoes and publishes what it holds of each, once a second
 * and whenever that changes.
 *
 * <p>Without the right to open ICMP sockets it runs on and says so as blindness. Safe for any thread; owns the threads
 * {@code ping-engine} and {@code ping-resolver}.
 */
public final class PingCollector implements Collector {
    private static final Logger LOG = LoggerFactory.getLogger(PingCollector.class);
    private static final int ASKS = 1024;
    private static final long STANDSTILL = 5_000_000_000L;
    private static final int LOGGED_FAILURES = 1000;

    private final Clock clock;
    private final PingSettings settings;
    private final Function<String, Profile> profiles;
    private final Counters counters = new Counters();
    private final AtomicReference<@Nullable Inventory> inventory = new AtomicReference<>();
    private final AtomicReference<@Nullable PingSettings> other = new AtomicReference<>();
    private final AtomicReference<@Nullable Resolved> resolved = new AtomicReference<>();
    private final ArrayBlockingQueue<Ask> asks = new ArrayBlockingQueue<>(ASKS);
    private final Count asksDropped = new Count();
    private final Resolver resolver;
    private final AtomicReference<@Nullable Thread> engine = new AtomicReference<>();
    private volatile long lastRound;
    private volatile boolean closed;

    /** @param profiles the profile of each name that a device may carry; never null, any thread */
    public PingCollector(Clock clock, PingSettings settings, Function<String, Profile> profiles) {
        this.clock = clock;
        this.settings = settings;
        this.profiles = profiles;
        resolver = new Resolver(clock, resolved::set);
    }

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public void start(Inventory inventory, Sink sink) {
        Thread thread = Thread.ofPlatform().name("ping-engine").unstarted(() -> run(sink));
        if (!engine.compareAndSet(null, thread)) {
            throw new IllegalStateException("the ping collector has been started before");
        }
        inventory(inventory);
        resolver.start();
        lastRound = clock.nanos();
        thread.start();
    }

    @Override
    public void inventory(Inventory inventory) {
        this.inventory.set(inventory);
        resolver.inventory(inventory);
    }

    /**
     * Takes other limits, and looks up the profile of each device anew. States are kept, whatever changes. Any thread, returns
     * at once; {@code tick} and {@code receiveBuffer} stay as they were at the start.
     */
    public void settings(PingSettings next) {
        other.set(next);
    }

    @Override
    public void probeNow(Collection<DeviceId> devices) {
        ask(new Ask(List.copyOf(devices), false));
    }

    /**
     * A port above each of these has just been seen to fall: asks them at once, and an echo that is overdue makes them
     * suspect without waiting for its deadline. Any thread, returns at once.
     */
    public void portFell(Collection<DeviceId> devices) {
        ask(new Ask(List.copyOf(devices), true));
    }

    private record Ask(List<DeviceId> devices, boolean fell) {
        void of(PingEngine rounds) {
            rounds.probeNow(devices);
            if (fell) {
                rounds.portFell(devices);
            }
        }
    }

    private void ask(Ask ask) {
        if (!asks.offer(ask)) {
            synchronized (asksDropped) {
                asksDropped.one();
            }
        }
    }

    @Override
    public List<Reading> readings() {
        List<Reading> all = new ArrayList<>(counters.readings());
        all.add(Reading.counter("vor_ping_ask_dropped_total", "Calls to probe that found the queue full", asksDropped::get));
        return all;
    }

    private void run(Sink sink) {
        List<String> why = new ArrayList<>();
        List<EchoSocket> sockets = new ArrayList<>();
        Carrier carrier = open(sockets, why);
        String noSocket = sockets.isEmpty() ? String.join("; ", why) : "";
        try {
            loop(new PingEngine(
                    clock, settings, Deciding.DEFAULT, profiles, sockets, noSocket, carrier, counters, sink));
        } finally {
            sockets.forEach(EchoSocket::close);
        }
    }

    private Carrier open(List<EchoSocket> sockets, List<String> why) {
        SecureRandom random = new SecureRandom();
        EchoCodec codec = new EchoCodec(random.nextInt(1, 0x10000), random.nextLong(), random.nextLong());
        int any = -1;
        for (Family family : List.of(Family.V4, Family.V6)) {
            try {
                NativeSocket socket = NativeSocket.open(family, codec, clock, settings.receiveBuffer());
                any = socket.descriptor();
                sockets.add(socket);
            } catch (IOException e) {
                LOG.warn("ping: {}", e.getMessage());
                why.add(String.valueOf(e.getMessage()));
            }
        }
        return new Carrier(any);
    }

    private void loop(PingEngine rounds) {
        long tick = settings.tick().toNanos();
        long next = clock.nanos();
        for (long failed = 0; !closed; ) {
            try {
                round(rounds);
            } catch (RuntimeException e) {
                counters.failures.one();
                if (failed++ % LOGGED_FAILURES == 0) {
                    LOG.error("ping: a round failed, the next one goes on; told once in {} times", LOGGED_FAILURES, e);
                }
            }
            next += rounds.busy() ? tick / 2 : tick;
            long wait = next - clock.nanos();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
            } else {
                counters.lagNanos.set(-wait);
                next = clock.nanos();
            }
        }
    }

    /** What is wrong with the engine, one line; empty while its rounds go on. Any thread, returns at once. */
    public Optional<String> trouble() {
        long still = clock.nanos() - lastRound;
        return engine.get() != null && still > STANDSTILL
                ? Optional.of("no round of echoes has been finished for " + still / 1_000_000_000L + " s; the log says why")
                : Optional.empty();
    }

    private void round(PingEngine rounds) {
        Inventory news = inventory.getAndSet(null);
        if (news != null) {
            rounds.inventory(news);
        }
        PingSettings next = other.getAndSet(null);
        if (next != null) {
            rounds.settings(next);
        }
        Resolved found = resolved.getAndSet(null);
        if (found != null) {
            rounds.resolved(found);
        }
        for (Ask ask = asks.poll(); ask != null; ask = asks.poll()) {
            ask.of(rounds);
        }
        rounds.round();
        lastRound = clock.nanos();
    }

    @Override
    public void close() {
        closed = true;
        resolver.close();
        Thread thread = engine.get();
        if (thread == null) {
            return;
        }
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
