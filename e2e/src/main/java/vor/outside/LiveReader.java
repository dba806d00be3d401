package vor.outside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /live} on a thread of its own, stamps every event as it arrives, and keeps the newest state of each
 * device. Watchers are called on that thread, in the order of arrival, before {@link #await} sees the change.
 */
public final class LiveReader implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, LiveFrame.Seen> health = new HashMap<>();
    private final Consumer<LiveFrame> watcher;
    private final InputStream stream;
    private final Thread thread;
    private boolean blind;
    private @Nullable RuntimeException broken;
    private volatile boolean closed;

    /** Connects, takes the snapshot, and from then on calls {@code watcher} with every frame. */
    public LiveReader(VorServer server, Consumer<LiveFrame> watcher) {
        this.watcher = watcher;
        stream = connect(server.url().resolve("/api/v1/live"));
        thread = new Thread(this::read, "live-reader");
        thread.setDaemon(true);
        try (Api api = server.api()) {
            lock.lock();
            try {
                api.get("/health").body().path("devices").propertyStream().forEach(e -> health.put(e.getKey(), LiveFrames.seen(e.getValue())));
                blind = api.get("/picture").body().path("sight").path("blind").asBoolean(false);
            } finally {
                lock.unlock();
            }
        }
        thread.start();
    }

    public LiveReader(VorServer server) {
        this(server, frame -> {});
    }

    private InputStream connect(URI live) {
        try {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(live).header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(live + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while connecting to " + live, e);
        }
    }

    private void read() {
        String event = "message";
        StringBuilder data = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    take(LiveFrames.parse(event, data.toString(), Instant.now()));
                    event = "message";
                    data.setLength(0);
                } else if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line, 5, line.length());
                }
            }
            fail(new IllegalStateException("the server ended the stream"));
        } catch (IOException | RuntimeException e) {
            fail(new IllegalStateException("the stream broke: " + e, e));
        }
    }

    private void take(LiveFrame frame) {
        watcher.accept(frame);
        lock.lock();
        try {
            health.putAll(frame.health());
            frame.blind().ifPresent(b -> blind = b);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(RuntimeException reason) {
        lock.lock();
        try {
            broken = closed ? null : reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The newest state of a device, "" when it was never named. */
    public String state(String device) {
        return part(device, LiveFrame.Seen::state);
    }

    /** Its one line of why. */
    public String why(String device) {
        return part(device, LiveFrame.Seen::why);
    }

    private String part(String device, Function<LiveFrame.Seen, String> which) {
        lock.lock();
        try {
            LiveFrame.Seen seen = health.get(device);
            return seen == null ? "" : which.apply(seen);
        } finally {
            lock.unlock();
        }
    }

    public boolean blind() {
        lock.lock();
        try {
            return blind;
        } finally {
            lock.unlock();
        }
    }

    /** A copy of what is known now. */
    public Map<String, LiveFrame.Seen> health() {
        lock.lock();
        try {
            return Map.copyOf(health);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is so; looked at after each frame. */
    public void await(Duration most, Supplier<String> what, Predicate<LiveReader> so) {
        Deadline deadline = Deadline.in(most);
        lock.lock();
        try {
            while (!so.test(this)) {
                if (broken != null) {
                    throw broken;
                }
                if (deadline.passed()) {
                    throw new AssertionError("not within " + most.toMillis() + " ms: " + what.get());
                }
                deadline.await(changed);
            }
        } finally {
            lock.unlock();
        }
    }

    public void awaitState(String device, String state, Duration most) {
        await(most, () -> device + " is " + state + ", it is " + state(device), live -> live.state(device).equals(state));
    }

    /** Waits until every device that it knows is good. */
    public void awaitAllGood(Duration most) {
        await(most, () -> "all are good; not so: " + some(notGood()), live -> !live.health.isEmpty() && live.notGood().isEmpty());
    }

    /** Waits until every device answers; some may be worn by what they lost a moment ago. */
    public void awaitAllUp(Duration most) {
        await(most, () -> "all are up; not so: " + some(notUp()), live -> live.notUp().isEmpty());
    }

    private Map<String, String> notUp() {
        Map<String, String> others = notGood();
        others.values().removeIf(s -> s.startsWith("worn"));
        return others;
    }

    /** Devices that are not good, by name, with their state and its reason. */
    public Map<String, String> notGood() {
        Map<String, String> others = new TreeMap<>();
        health().forEach((name, seen) -> {
            if (!seen.state().equals("good")) {
                others.put(name, seen.state() + " (" + seen.why() + ")");
            }
        });
        return others;
    }

    private static String some(Map<String, String> devices) {
        return devices.size() + " devices, " + devices.entrySet().stream().limit(10).toList();
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
        try {
            stream.close();
        } catch (IOException e) {
            fail(new UncheckedIOException(e));
        }
    }
}
