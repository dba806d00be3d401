package vor.server.receive.statsd;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Reading;
import vor.server.receive.statsd.Outlet.Target;
import vor.server.receive.statsd.Outlet.Way;

/** Passes every packet on as it came; over TCP with an end of line behind it. Each target has a queue and a thread of its own; what finds no place in the queue is counted and gone. */
final class RepeatBackend implements Backend {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatBackend.class);
    private static final int WAITING = 20_000;
    private static final long MOST_BYTES = 16L << 20;
    private static final long LOOKED_UP_FOR = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final int CONNECT_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final byte[] END = {};

    private final Clock clock;
    private final Way way;
    private final List<Line> lines;
    private final LongAdder passed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private volatile boolean closed;

    RepeatBackend(Outlet.Repeat settings, Clock clock) {
        this.clock = clock;
        way = settings.way();
        lines = settings.to().stream().map(Line::new).toList();
        lines.forEach(line -> line.thread.start());
    }

    @Override
    public void flush(Flush flush, long processingMillis) {}

    @Override
    public void packet(byte[] bytes, int from, int length) {
        if (length == 0) {
            return;
        }
        byte[] packet = Arrays.copyOfRange(bytes, from, from + length + (way == Way.TCP ? 1 : 0));
        if (way == Way.TCP) {
            packet[length] = '\n';
        }
        lines.forEach(line -> line.offer(packet));
    }

    /** To one target. */
    private final class Line {
        private final Target target;
        private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING);
        private final LongAdder bytes = new LongAdder();
        private final Thread thread;
        private boolean trouble;

        Line(Target target) {
            this.target = target;
            thread = Thread.ofPlatform().daemon().name("statsd-repeat").unstarted(this::run);
        }

        void offer(byte[] packet) {
            if (bytes.sum() + packet.length > MOST_BYTES || !waiting.offer(packet)) {
                dropped.increment();
                return;
            }
            bytes.add(packet.length);
        }

        private byte[] next() throws InterruptedException {
            byte[] packet = waiting.take();
            bytes.add(-packet.length);
            return packet;
        }

        private void run() {
            try {
                while (!closed) {
                    try {
                        switch (way) {
                            case UDP4, UDP6 -> datagrams();
                            case TCP -> stream();
                        }
                    } catch (IOException e) {
                        say(e);
                        rest();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void datagrams() throws IOException, InterruptedException {
            InetSocketAddress to = new InetSocketAddress(address(), target.port());
            long lookedUp = clock.nanos();
            try (DatagramSocket socket = new DatagramSocket()) {
                for (byte[] packet = next(); packet.length > 0; packet = next()) {
                    if (clock.nanos() - lookedUp > LOOKED_UP_FOR) {
                        to = new InetSocketAddress(address(), target.port());
                        lookedUp = clock.nanos();
                    }
                    socket.send(new DatagramPacket(packet, packet.length, to));
                    went();
                }
            }
        }

        private InetAddress address() throws UnknownHostException {
            Class<? extends InetAddress> family = way == Way.UDP6 ? Inet6Address.class : Inet4Address.class;
            return Arrays.stream(InetAddress.getAllByName(target.host())).filter(family::isInstance).findFirst()
                    .orElseThrow(() -> new UnknownHostException("it has no address of " + (way == Way.UDP6 ? "IPv6" : "IPv4")));
        }

        private void stream() throws IOException, InterruptedException {
            byte[] packet = next();
            if (packet.length == 0) {
                return;
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getByName(target.host()), target.port()), CONNECT_MILLIS);
                OutputStream out = socket.getOutputStream();
                while (packet.length > 0) {
                    out.write(packet);
                    went();
                    packet = next();
                }
            } catch (IOException e) {
                dropped.increment();
                throw e;
            }
        }

        private void went() {
            passed.increment();
            if (trouble) {
                LOG.info("packets are passed on to {} port {} again", target.host(), target.port());
            }
            trouble = false;
        }

        private void say(IOException e) {
            if (!trouble) {
                LOG.warn("packets cannot be passed on to {} port {}: {}; it is tried again, and what finds no room meanwhile is lost", target.host(), target.port(), e.getMessage());
            }
            trouble = true;
        }

        /** A second, or until it ends. */
        private void rest() {
            LockSupport.parkNanos(this, PAUSE);
        }

        void end() {
            if (!waiting.offer(END)) {
                thread.interrupt();
            }
            LockSupport.unpark(thread);
            try {
                if (!thread.join(PATIENCE)) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                Reading.counter("vor_statsd_repeated_total", "Packets passed on, for each of those who get them", passed::sum),
                Reading.counter("vor_statsd_repeat_dropped_total", "Packets not passed on, as there was no room or nobody there", dropped::sum));
    }

    @Override
    public void close() {
        closed = true;
        lines.forEach(Line::end);
    }
}
