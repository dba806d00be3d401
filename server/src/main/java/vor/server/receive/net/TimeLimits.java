package vor.server.receive.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;

/** Ends connections that take too long for something: whoever waits at such a socket gets an {@link IOException}. Safe for any thread. */
public final class TimeLimits {
    private static final Logger LOG = LoggerFactory.getLogger(TimeLimits.class);

    private final Clock clock;
    private final Set<Limit> limits = ConcurrentHashMap.newKeySet();
    private final LongAdder missed = new LongAdder();

    public TimeLimits(Clock clock) {
        this.clock = clock;
    }

    /** One thing after the other that a connection does within a time. */
    public final class Limit implements AutoCloseable {
        private final Socket socket;
        private volatile long due;
        private volatile boolean running;
        private volatile boolean missed;

        private Limit(Socket socket) {
            this.socket = socket;
        }

        /** So long from now; replaces what was before. */
        public void begin(Duration span) {
            due = clock.nanos() + span.toNanos();
            running = true;
        }

        /** Done, or it may take as long as it likes. */
        public void end() {
            running = false;
        }

        /** Whether the connection was ended for this. */
        public boolean isMissed() {
            return missed;
        }

        /** Nothing is looked at any more. */
        @Override
        public void close() {
            limits.remove(this);
        }

        private void check(long now) {
            if (running && now - due >= 0) {
                running = false;
                if (socket.isClosed()) {
                    return;
                }
                missed = true;
                TimeLimits.this.missed.increment();
                TimeLimits.end(socket);
            }
        }
    }

    /** A limit of this connection; it may have several, for what it does at the same time. */
    public Limit of(Socket socket) {
        Limit limit = new Limit(socket);
        limits.add(limit);
        return limit;
    }

    /** To be called several times a second. */
    public void check() {
        long now = clock.nanos();
        limits.forEach(limit -> limit.check(now));
    }

    /** How many connections were ended. */
    public LongAdder missed() {
        return missed;
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a connection did not close in order", e);
        }
    }
}
