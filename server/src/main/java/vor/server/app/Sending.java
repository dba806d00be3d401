package vor.server.app;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Event;
import vor.model.Reading;
import vor.server.rules.Forwards;
import vor.wire.riemann.RiemannWriter;

/**
 * Sends events on to servers that speak Riemann's protocol over TCP: a connection each, what waits is bounded, what cannot be sent within its time is dropped and counted. Each
 * message waits for its answer.
 */
final class Sending implements Forwards, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int MOST_SERVERS = 32;
    private static final int MOST_WAITING = 10_000;
    private static final int TOGETHER = 1_000;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<InetSocketAddress, Server> servers = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    @Override
    public void send(String host, int port, List<Event> events) {
        InetSocketAddress to = InetSocketAddress.createUnresolved(host, port);
        Server server = servers.get(to);
        if (server == null) {
            if (servers.size() >= MOST_SERVERS) {
                dropped.add(events.size());
                return;
            }
            server = new Server(to);
            servers.put(to, server);
            server.thread.start();
        }
        for (Event event : events) {
            if (!server.queue.offer(event)) {
                dropped.increment();
            }
        }
    }

    /** Reached by a thread of its own. */
    private final class Server {
        private final InetSocketAddress to;
        private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(MOST_WAITING);
        private final Thread thread;
        private boolean told;

        Server(InetSocketAddress to) {
            this.to = to;
            this.thread = Thread.ofVirtual().name("forward " + to).unstarted(this::run);
        }

        private void run() {
            try {
                while (true) {
                    List<Event> next = new ArrayList<>();
                    next.add(queue.take());
                    queue.drainTo(next, TOGETHER - 1);
                    deliver(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Serves one connection for as long as it holds. */
        private void deliver(List<Event> first) throws InterruptedException {
            List<Event> under = first;
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(to.getHostString(), to.getPort()), PATIENCE_MILLIS);
                socket.setSoTimeout(PATIENCE_MILLIS);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                DataInputStream in = new DataInputStream(socket.getInputStream());
                told = false;
                while (true) {
                    exchange(out, in, under);
                    sent.add(under.size());
                    under = new ArrayList<>();
                    under.add(queue.take());
                    queue.drainTo(under, TOGETHER - 1);
                }
            } catch (IOException e) {
                dropped.add(under.size());
                if (!told) {
                    told = true;
                    LOG.warn("events cannot be forwarded to {}: {}; told once until it works again", to, e.getMessage());
                }
                ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void exchange(DataOutputStream out, DataInputStream in, List<Event> events) throws IOException {
            byte[] message = RiemannWriter.message(events);
            out.writeInt(message.length);
            out.write(message);
            out.flush();
            int length = in.readInt();
            if (length < 0 || length > LARGEST_ANSWER) {
                throw new IOException("it answered with " + Integer.toUnsignedString(length) + " bytes");
            }
            in.skipNBytes(length);
        }
    }

    List<Reading> readings() {
        return List.of(
                Reading.counter("vor_forward_sent_total", "Events that were sent on to other servers", sent::sum),
                Reading.counter("vor_forward_dropped_total", "Events for other servers that could not be sent", dropped::sum));
    }

    @Override
    public void close() {
        ended.countDown();
        servers.values().forEach(s -> s.thread.interrupt());
    }
}
