package vor.server.receive.statsd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Reading;
import vor.server.receive.statsd.GraphiteLines.Sent;
import vor.server.receive.statsd.Outlet.Graphite;
import vor.wire.statsd.Pickles;

/**
 * Tells carbon each flush on a connection of its own, on the thread {@code statsd-graphite}. Where carbon is not there flushes wait in memory, in their order, and go when it is back; the
 * oldest give way when there are too many, and are counted. A flush counts as told when carbon has closed behind it, or has not broken off within a moment; one that was broken off is
 * told again, which changes nothing there.
 */
final class GraphiteBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(GraphiteBackend.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int FAREWELL_MILLIS = 1_000;
    private static final long STALLED = TimeUnit.SECONDS.toNanos(60);
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(15);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Graphite target;
    private final Clock clock;
    private final int farewellMillis;
    private final GraphiteLines lines;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder told = new LongAdder();
    private final AtomicReference<@Nullable Socket> connection = new AtomicReference<>();
    private final Thread sender;
    private long held;
    private boolean ending;
    private volatile long connectedAt;
    private volatile Sent sent;
    private volatile long lastFlush;
    private boolean away;

    /** @param bytes of its points */
    private record Waiting(Flush flush, long processingMillis, byte[] bytes) {}

    /** @param interval from flush to flush; carbon gets a tenth of it to say farewell, as others wait behind it */
    GraphiteBackend(Graphite target, Duration interval, Clock clock) {
        this.target = target;
        this.clock = clock;
        farewellMillis = (int) Math.clamp(interval.toMillis() / 10, 1, FAREWELL_MILLIS);
        lines = new GraphiteLines(target.names());
        sent = new Sent(0, 0, 0, 0);
        lastFlush = second();
        sender = Thread.ofPlatform().daemon().name("statsd-graphite").unstarted(this::run);
        sender.start();
    }

    private long second() {
        return Math.floorDiv(clock.millis() + 500, 1000L);
    }

    @Override
    public void flush(Flush flush, long processingMillis) {
        if (target.host().isEmpty()) {
            return;
        }
        long began = clock.millis();
        Points points = new Points();
        lines.metrics(flush, points);
        lines.own(flush, clock.millis() - began, processingMillis, points);
        byte[] bytes = points.take();
        lock.lock();
        try {
            waiting.addLast(new Waiting(flush, processingMillis, bytes));
            held += bytes.length;
            while (held > target.buffer() && waiting.size() > 1) {
                held -= waiting.removeFirst().bytes().length;
                dropped.increment();
            }
            more.signal();
        } finally {
            lock.unlock();
        }
        endStalled();
    }

    /** Points in the form that this carbon takes. */
    private final class Points implements GraphiteLines.To {
        private final LineBuffer text = new LineBuffer();
        private final Pickles pickles = new Pickles();

        @Override
        public void line(String name, double value, long second) {
            if (target.pickle()) {
                pickles.add(name, value, second);
            } else {
                text.add(name, value, second);
            }
        }

        byte[] take() {
            return target.pickle() ? pickles.take() : text.take();
        }
    }

    private void run() {
        long pause = FIRST_PAUSE;
        try {
            while (true) {
                Waiting next = next();
                if (next == null) {
                    return;
                }
                if (tell(next)) {
                    pause = FIRST_PAUSE;
                } else if (pause(pause)) {
                    pause = Math.min(LONGEST_PAUSE, 2 * pause);
                } else {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The oldest, which stays where it is; null when there is none and will be none. */
    private @Nullable Waiting next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ending) {
                more.await();
            }
            return waiting.peekFirst();
        } finally {
            lock.unlock();
        }
    }

    /** False when it is to end. */
    private boolean pause(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !ending) {
                left = more.awaitNanos(left);
            }
            return !ending;
        } finally {
            lock.unlock();
        }
    }

    private boolean tell(Waiting flush) {
        try (Socket socket = new Socket()) {
            connectedAt = clock.nanos();
            connection.set(socket);
            socket.connect(new InetSocketAddress(InetAddress.getByName(target.host()), target.port()), CONNECT_MILLIS);
            long began = clock.millis();
            int length = send(flush, socket);
            sent = new Sent(sent.lastException(), second(), clock.millis() - began, length);
            lastFlush = sent.lastFlush();
            gone(flush);
            if (away) {
                LOG.info("carbon at {} port {} is there again; what waited is being told", target.host(), target.port());
            }
            away = false;
            return true;
        } catch (IOException | RuntimeException e) {
            sent = new Sent(second(), sent.lastFlush(), sent.flushMillis(), sent.flushLength());
            if (!away) {
                LOG.warn("carbon at {} port {} takes nothing: {}; flushes wait in memory until it does, up to {} bytes", target.host(), target.port(), e.getMessage(), target.buffer());
            }
            away = true;
            return false;
        } finally {
            connection.set(null);
        }
    }

    private int send(Waiting flush, Socket socket) throws IOException {
        Points points = new Points();
        lines.sent(new Sent(sent.lastException(), lastFlush, sent.flushMillis(), sent.flushLength()), second(), points);
        byte[] own = points.take();
        socket.getOutputStream().write(flush.bytes());
        socket.getOutputStream().write(own);
        socket.shutdownOutput();
        socket.setSoTimeout(farewellMillis);
        try {
            int said = socket.getInputStream().read();
            LOG.trace("carbon closed, or said {}", said);
        } catch (SocketTimeoutException e) {
            LOG.debug("carbon at {} took a flush and did not close", target.host());
        }
        return flush.bytes().length + own.length;
    }

    private void gone(Waiting flush) {
        lock.lock();
        try {
            if (waiting.peekFirst() == flush) {
                waiting.removeFirst();
                held -= flush.bytes().length;
            }
            told.increment();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever takes nothing for a minute is left. */
    private void endStalled() {
        Socket socket = connection.get();
        if (socket != null && clock.nanos() - connectedAt > STALLED) {
            end(socket);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a connection to carbon did not close in order", e);
        }
    }

    private int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Map<String, Map<String, Long>> status() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        numbers.put("last_flush", lastFlush);
        numbers.put("last_exception", sent.lastException());
        numbers.put("flush_time", sent.flushMillis());
        numbers.put("flush_length", sent.flushLength());
        return Map.of("graphite", numbers);
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                Reading.counter("vor_statsd_graphite_flushes_total", "Flushes that carbon has taken", told::sum),
                Reading.counter("vor_statsd_graphite_dropped_flushes_total", "Flushes that gave way while carbon was not there", dropped::sum),
                Reading.gauge("vor_statsd_graphite_waiting_flushes", "Flushes that wait for carbon", this::waiting));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            ending = true;
            more.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (!sender.join(PATIENCE)) {
                Socket socket = connection.get();
                if (socket != null) {
                    end(socket);
                }
                sender.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (waiting() > 0) {
            LOG.warn("{} flushes were not told to carbon at {} port {}, as we end", waiting(), target.host(), target.port());
        }
    }
}
