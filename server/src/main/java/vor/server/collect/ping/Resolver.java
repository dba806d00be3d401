package vor.server.collect.ping;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Device;
import vor.model.Inventory;

/** Looks names and routes up on a thread of its own, as both may block; the newest answer waits for the engine. */
final class Resolver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
    private static final long AGAIN = 60 * Deciding.SECOND;
    private static final long AFTER_FAILURE = 5 * Deciding.SECOND;

    /** A look-up cannot be broken off; the thread is a daemon and ends with it. */
    private static final long CLOSING_MILLIS = 500;

    private final Clock clock;
    private final Consumer<Resolved> to;
    private final AtomicReference<@Nullable Inventory> wanted = new AtomicReference<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("ping-resolver").unstarted(this::run);
    private volatile boolean closed;

    Resolver(Clock clock, Consumer<Resolved> to) {
        this.clock = clock;
        this.to = to;
    }

    void start() {
        thread.start();
    }

    void inventory(Inventory inventory) {
        wanted.set(inventory);
        LockSupport.unpark(thread);
    }

    private void run() {
        Inventory inventory = Inventory.EMPTY;
        long next = clock.nanos();
        while (!closed) {
            Inventory news = wanted.getAndSet(null);
            if (news != null || clock.nanos() >= next) {
                inventory = news != null ? news : inventory;
                next = clock.nanos() + (look(inventory) ? AGAIN : AFTER_FAILURE);
            }
            LockSupport.parkNanos(this, Math.min(Deciding.SECOND, Math.max(1, next - clock.nanos())));
        }
    }

    private boolean look(Inventory inventory) {
        try {
            Resolved found = find(inventory);
            to.accept(found);
            return found.failed().isEmpty();
        } catch (RuntimeException e) {
            LOG.error("ping: names and routes could not be looked up; it is tried again", e);
            return false;
        }
    }

    private static Resolved find(Inventory inventory) {
        Map<String, Address> names = new HashMap<>();
        Map<String, String> failed = new HashMap<>();
        Set<Address> addresses = new LinkedHashSet<>();
        for (Device device : inventory.devices()) {
            for (String name : device.addresses()) {
                Address.literal(name).or(() -> lookUp(name, names, failed)).ifPresent(addresses::add);
            }
        }
        return Routes.of(addresses).resolved(names, failed, addresses);
    }

    private static Optional<Address> lookUp(
            String name, Map<String, Address> names, Map<String, String> failed) {
        try {
            Address address = Address.of(InetAddress.getByName(name));
            names.put(name, address);
            return Optional.of(address);
        } catch (UnknownHostException e) {
            failed.put(name, "the name does not resolve");
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
