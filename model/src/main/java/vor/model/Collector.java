package vor.model;

import java.util.Collection;
import java.util.List;

/**
 * Asks devices and tells what it saw.
 *
 * <p>It runs on threads of its own between {@link #start} and {@link #close}; all methods may be called from any thread
 * and return at once. It writes to nothing but its {@link Sink}.
 */
public interface Collector extends AutoCloseable {

    /** Short, unique, lower case. */
    String name();

    /** Begins to ask; at most once. */
    void start(Inventory inventory, Sink sink);

    /** From now on ask these devices; what is kept of devices that stay is kept. */
    void inventory(Inventory inventory);

    /**
     * Asks these devices now, beside their ordinary pace and within the budget, and publishes the answers at once. The
     * one call that goes upstream.
     */
    void probeNow(Collection<DeviceId> devices);

    /** What it counts about itself, for /metrics. */
    List<Reading> readings();

    /** Ends its threads and frees its sockets; returns when they have ended. */
    @Override
    void close();

    /** Where observations go. Never blocks; what does not fit is dropped and counted there. */
    interface Sink {
        void observed(List<? extends Observation> observations);

        void sight(Sight sight);
    }
}
