package vor.server.receive.net;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that are served, each by a virtual thread of its own, so many at once. Safe for any thread. */
final class Guests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Guests.class);

    private static final long REST_MILLIS = 50;

    private final String name;
    private final int most;
    private final LongAdder refused;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param name in words for people
     * @param refused counts those that were too many
     */
    Guests(String name, int most, LongAdder refused) {
        this.name = name;
        this.most = most;
        this.refused = refused;
    }

    /** What is done with one until it ends. */
    @FunctionalInterface
    interface Serving {
        void serve() throws IOException;
    }

    /** Has one served, and closed in the end; one too many is closed at once. */
    void welcome(Closeable one, Object who, Serving serving) {
        if (open.size() >= most) {
            refused.increment();
            end(one);
            return;
        }
        open.add(one);
        Thread.ofVirtual().name(name + " " + who).start(() -> {
            try (one) {
                serving.serve();
            } catch (IOException e) {
                LOG.debug("{}: {} is gone", name, who, e);
            } catch (RuntimeException e) {
                LOG.error("{}: a connection ended by a fault of ours", name, e);
            } finally {
                open.remove(one);
            }
        });
        if (isClosed()) {
            end(one); // closed meanwhile, and nobody would end it
        }
    }

    private static void end(Closeable one) {
        try {
            one.close();
        } catch (IOException e) {
            LOG.debug("a connection did not close in order", e);
        }
    }

    /** Takes one after the other until these are closed. When none can be taken, as with no descriptors left, it waits a moment: the next may be. */
    void take(Taking taking) {
        while (!isClosed()) {
            try {
                taking.take();
            } catch (IOException e) {
                LOG.debug("{}: a connection was lost before it was taken", name, e);
                rest();
            }
        }
    }

    /** Waits for one, and welcomes it. */
    @FunctionalInterface
    interface Taking {
        void take() throws IOException;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void rest() {
        try {
            boolean ignored = closed.await(REST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** How many are served now. */
    int count() {
        return open.size();
    }

    /** Sends all away, and who still comes. */
    @Override
    public void close() {
        closed.countDown();
        List.copyOf(open).forEach(Guests::end);
    }
}
