package vor.server.collect.snmp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Collector;
import vor.model.DeviceId;
import vor.model.Inventory;
import vor.model.Reading;
import vor.server.collect.snmp.facts.VendorProfiles;

/**
 * Asks every device that has a rule what it says about itself. {@link #probeNow} asks not the devices themselves but the
 * ports above them, and goes on looking for some seconds, since agents answer from caches.
 *
 * <p>The thread {@code snmp-engine} alone touches sockets and state.
 */
public final class SnmpCollector implements Collector {
    private static final Logger LOG = LoggerFactory.getLogger(SnmpCollector.class);
    private static final int MOST_WISHES = 10_000;
    private static final int MOST_LOOKS = 1_000;

    private final Clock clock;
    private volatile SnmpSettings settings;
    private final SnmpEngine.Outlook outlook;
    private final RandomGenerator random;
    private final Counters counters = new Counters();
    private final AtomicReference<@Nullable Inventory> next = new AtomicReference<>();
    private final AtomicReference<@Nullable SnmpSettings> other = new AtomicReference<>();
    private final Queue<DeviceId> wishes = new ArrayBlockingQueue<>(MOST_WISHES);
    private final Queue<DeviceId> returned = new ArrayBlockingQueue<>(MOST_WISHES);
    private final Queue<Look> looks = new ArrayBlockingQueue<>(MOST_LOOKS);
    private volatile String trouble = "";
    private final Resolver resolver;
    private volatile @Nullable Transport transport;
    private volatile @Nullable Thread thread;
    private @Nullable Sink sink;
    private volatile boolean closed;

    /**
     * @param profiles what is known of vendors, asked again for each new agent
     * @param random for request ids and salts: not to be guessed from outside
     */
    public SnmpCollector(Clock clock, SnmpSettings settings, Supplier<VendorProfiles> profiles, RandomGenerator random) {
        this.clock = clock;
        this.settings = settings;
        outlook = device -> new Understood(device.id(), profiles);
        this.random = random;
        resolver = new Resolver();
    }

    @Override
    public String name() {
        return "snmp";
    }

    @Override
    public synchronized void start(Inventory inventory, Sink sink) {
        if (this.sink != null) {
            throw new IllegalStateException("start it once");
        }
        this.sink = sink;
        inventory(inventory);
        beginIfAsked(sink);
    }

    /**
     * Asks by other rules, credentials and paces; what is known of those that are still to be asked is kept. Any thread,
     * returns at once.
     */
    public synchronized void settings(SnmpSettings next) {
        settings = next;
        Sink to = sink;
        if (thread != null) {
            other.set(next);
            wake();
        } else if (to != null && !closed) {
            beginIfAsked(to);
        }
    }

    private void beginIfAsked(Sink sink) {
        if (settings.rules().isEmpty()) {
            return;
        }
        DatagramTransport sockets = new DatagramTransport();
        transport = sockets;
        resolver.start();
        Thread t = new Thread(() -> run(sockets, sink), "snmp-engine");
        t.setDaemon(true);
        thread = t;
        t.start();
    }

    private void run(Transport sockets, Sink sink) {
        SnmpEngine engine = new SnmpEngine(clock, settings, sockets, resolver, outlook, random, sink, counters);
        try {
            while (!closed) {
                takeWishes(engine);
                sockets.await(engine.round());
            }
        } catch (RuntimeException | Error e) {
            trouble = "the thread that asks agents has ended: " + e;
            LOG.error("nobody is asked by SNMP any more", e);
        } finally {
            sockets.close();
        }
    }

    private void takeWishes(SnmpEngine engine) {
        SnmpSettings changed = other.getAndSet(null);
        if (changed != null) {
            engine.settings(changed);
        }
        Inventory inventory = next.getAndSet(null);
        if (inventory != null) {
            resolver.want(inventory);
            engine.inventory(inventory);
        } else if (resolver.news()) {
            engine.addresses();
        }
        if (!returned.isEmpty()) {
            engine.back(drained(returned));
        }
        for (Look look = looks.poll(); look != null; look = looks.poll()) {
            engine.lookNow(look.device(), look.ports());
        }
        if (!wishes.isEmpty()) {
            engine.probeNow(drained(wishes));
        }
    }

    private static List<DeviceId> drained(Queue<DeviceId> queue) {
        List<DeviceId> all = new ArrayList<>();
        for (DeviceId id = queue.poll(); id != null; id = queue.poll()) {
            all.add(id);
        }
        return all;
    }

    /** These answer echoes again: agents among them that were silent are asked at once. */
    public void back(Collection<DeviceId> devices) {
        put(devices, returned);
    }

    @Override
    public void inventory(Inventory inventory) {
        next.set(inventory);
        wake();
    }

    @Override
    public void probeNow(Collection<DeviceId> devices) {
        put(devices, wishes);
    }

    private void put(Collection<DeviceId> devices, Queue<DeviceId> queue) {
        if (thread == null) {
            return;
        }
        for (DeviceId device : devices) {
            if (!queue.offer(device)) {
                counters.dropped.increment();
            }
        }
        wake();
    }

    /**
     * Looks once at the state of these ports of one device, ahead of what it is asked ordinarily. Any thread, returns at
     * once; beyond {@value #MOST_LOOKS} waiting ones it is left out and counted.
     *
     * @param ports by name; those that the device has not are left out
     */
    public void lookNow(DeviceId device, Set<String> ports) {
        if (thread == null) {
            return;
        }
        if (!looks.offer(new Look(device, Set.copyOf(ports)))) {
            counters.dropped.increment();
        }
        wake();
    }

    private record Look(DeviceId device, Set<String> ports) {}

    private void wake() {
        Transport t = transport;
        if (t != null) {
            t.wake();
        }
    }

    /** What keeps it from asking; empty when nothing does. */
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    @Override
    public List<Reading> readings() {
        return counters.readings();
    }

    @SuppressWarnings("ReferenceEquality") // a thread is itself only
    @Override
    public void close() {
        closed = true;
        resolver.close();
        Thread t = thread;
        wake();
        if (t != null && t != Thread.currentThread()) {
            try {
                t.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
