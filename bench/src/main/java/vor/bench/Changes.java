package vor.bench;

import java.time.Duration;
import java.util.function.IntFunction;
import vor.outside.Api;
import vor.outside.Deadline;
import vor.outside.VorServer;

/** Changes some devices twenty times a second, by the API, on a thread of its own. */
final class Changes implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final VorServer server;
    private final IntFunction<String> bodies;
    private final Thread thread;
    private volatile boolean over;
    private volatile String refused = "";

    /** @param bodies of {@code PATCH /devices}, by the number of the write, made when it is sent */
    Changes(VorServer server, IntFunction<String> bodies) {
        this.server = server;
        this.bodies = bodies;
        this.thread = Thread.ofPlatform().name("changes").unstarted(this::write);
    }

    void start() {
        thread.start();
    }

    private void write() {
        try (Api api = server.api()) {
            for (int n = 0; !over; n++) {
                Deadline pace = Deadline.in(BETWEEN);
                Api.Reply reply = api.send("PATCH", "/devices", bodies.apply(n));
                if (reply.status() != 200) {
                    refused = reply.status() + " " + reply.text();
                }
                Deadline.pause(Duration.ofNanos(Math.max(0, pace.remaining())));
            }
        }
    }

    /** Throws when a write was refused. */
    void check() {
        if (!refused.isEmpty()) {
            throw new IllegalStateException("a write was refused: " + refused);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
