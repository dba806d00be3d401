package vor.server.collect.snmp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import vor.model.Device;
import vor.model.Inventory;

/** Literal addresses at once, names on the thread {@code snmp-resolver}: once a minute, and when they are new. */
final class Resolver implements SnmpEngine.Names, AutoCloseable {
    private static final long AGAIN_SECONDS = 60;

    private final Map<String, InetAddress> known = new ConcurrentHashMap<>();
    private final AtomicBoolean news = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(r -> {
        Thread t = new Thread(r, "snmp-resolver");
        t.setDaemon(true);
        return t;
    });
    private volatile Set<String> wanted = Set.of();

    void start() {
        thread.scheduleWithFixedDelay(this::lookUp, AGAIN_SECONDS, AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    /** Looks up what is new among the names of this inventory. */
    void want(Inventory inventory) {
        Set<String> names = new HashSet<>();
        for (Device device : inventory.devices()) {
            device.addresses().stream().filter(a -> literal(a).isEmpty()).forEach(names::add);
        }
        if (!names.equals(wanted)) {
            wanted = Set.copyOf(names);
            known.keySet().retainAll(names);
            thread.execute(this::lookUp);
        }
    }

    private void lookUp() {
        for (String name : wanted) {
            try {
                InetAddress address = InetAddress.getByName(name);
                if (!address.equals(known.put(name, address))) {
                    news.set(true);
                }
            } catch (UnknownHostException notNow) {
                // what was known stays: a lost DNS loses no device
            }
        }
    }

    /** Whether a name has another address than before. */
    boolean news() {
        return news.getAndSet(false);
    }

    @Override
    public Optional<InetAddress> address(String name) {
        return literal(name).or(() -> Optional.ofNullable(known.get(name)));
    }

    private static Optional<InetAddress> literal(String name) {
        try {
            return Optional.of(InetAddress.ofLiteral(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
