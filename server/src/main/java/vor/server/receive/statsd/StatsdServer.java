package vor.server.receive.statsd;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vor.model.Clock;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.receive.net.Lines;
import vor.server.receive.net.Port;
import vor.server.receive.net.PortReceiver;
import vor.server.receive.net.TcpPort;
import vor.server.receive.net.UdpPort;
import vor.wire.statsd.Sink;
import vor.wire.statsd.StatsdReader;

/**
 * Listens as statsd does, adds values up and makes events of them at each flush, which comes when the clock is at a multiple of the interval. The thread {@code statsd-udp} reads
 * datagrams, connections have a virtual thread each; they add up one after the other.
 */
public final class StatsdServer extends PortReceiver<StatsdSettings> {
    private static final int LONGEST_LINE = 8 << 10;
    /** What came within two intervals that are lost still counts. */
    private static final int INTERVALS = 3;

    private final Clock clock;
    private final EventSink sink;
    private final StatsdReader reader = new StatsdReader(true);
    private final LongAdder datagrams = new LongAdder();
    private final LongAdder values = new LongAdder();
    private final ReentrantLock adding = new ReentrantLock();
    private @Nullable Sum sum;

    /** What came since the last flush, and by what it is added up. */
    private static final class Sum {
        final Aggregates aggregates;
        final Duration interval;
        long due;

        Sum(Adding settings, Instant now) {
            aggregates = new Aggregates(settings);
            interval = settings.interval();
            due = next(now);
        }

        /** The next multiple of the interval, in milliseconds since 1970. */
        long next(Instant now) {
            long millis = interval.toMillis();
            return Math.floorDiv(now.toEpochMilli(), millis) * millis + millis;
        }
    }

    public StatsdServer(Clock clock, EventSink sink) {
        super("statsd", clock);
        this.clock = clock;
        this.sink = sink;
    }

    /**
     * Listens there from now on, or nowhere. What has come is told at once, by the settings of before.
     *
     * @throws IOException when it cannot, in words for people; then all is as it was
     */
    @Override
    public void settings(Optional<StatsdSettings> next) throws IOException {
        super.settings(next);
        if (next.isEmpty()) {
            become(null);
        }
    }

    @Override
    protected List<Port> open(StatsdSettings settings) throws IOException {
        UdpPort udp = UdpPort.open("statsd", settings.host(), settings.port(), this::datagram);
        List<Port> ports = new ArrayList<>(List.of(udp));
        if (settings.tcp()) {
            try {
                ports.add(TcpPort.open("statsd", settings.host(), udp.number(), settings.mostConnections(), this::connection, refused));
            } catch (IOException e) {
                udp.close();
                throw e;
            }
        }
        become(new Sum(settings.adding(), clock.now()));
        return ports;
    }

    private void become(@Nullable Sum next) {
        adding.lock();
        try {
            flush();
            sum = next;
        } finally {
            adding.unlock();
        }
    }

    private void datagram(byte[] bytes, int length, SocketAddress sender) {
        datagrams.increment();
        add(bytes, 0, length, sender);
    }

    private void connection(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        SocketAddress sender = socket.getRemoteSocketAddress();
        new Lines(LONGEST_LINE, new Lines.Taker() {
            @Override
            public void line(byte[] bytes, int from, int length) {
                add(bytes, from, length, sender);
            }

            @Override
            public void tooLong(byte[] bytes, int from, int length) {
                bads.add(String.valueOf(sender), "a line of more than " + LONGEST_LINE + " bytes");
            }

            @Override
            public void pause() {}
        }).readAll(socket.getInputStream());
    }

    private void add(byte[] bytes, int from, int length, SocketAddress sender) {
        adding.lock();
        try {
            if (sum != null) {
                reader.read(bytes, from, length, new Noting(sum.aggregates, sender));
            }
        } finally {
            adding.unlock();
        }
    }

    /** Adds up, counts, and keeps what was bad. */
    private final class Noting implements Sink {
        private final Sink to;
        private final SocketAddress sender;

        Noting(Sink to, SocketAddress sender) {
            this.to = to;
            this.sender = sender;
        }

        @Override
        public void packet() {
            to.packet();
        }

        @Override
        public void line() {
            values.increment();
            to.line();
        }

        @Override
        public void bad(String line, String why) {
            bads.add(String.valueOf(sender), line, why);
            to.bad(line, why);
        }

        @Override
        public void counter(String key, double value, double rate) {
            to.counter(key, value, rate);
        }

        @Override
        public void timer(String key, double millis, double rate) {
            to.timer(key, millis, rate);
        }

        @Override
        public void gauge(String key, double value) {
            to.gauge(key, value);
        }

        @Override
        public void gaugeChange(String key, double by) {
            to.gaugeChange(key, by);
        }

        @Override
        public void set(String key, String member) {
            to.set(key, member);
        }
    }

    /** Flushes when it is time. To be called several times a second by one thread. */
    public void chore() {
        adding.lock();
        try {
            if (sum != null && clock.millis() >= sum.due) {
                flush();
            }
        } finally {
            adding.unlock();
        }
    }

    /** Within the lock. */
    private void flush() {
        Sum now = sum;
        if (now != null) {
            Instant at = clock.now();
            now.due = now.next(at);
            sink.take(StatsdEvents.of(now.aggregates.flush(at), at, now.interval.multipliedBy(INTERVALS)));
        }
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                counter("datagrams", "Datagrams of statsd's clients", datagrams),
                counter("lines", "Lines of statsd's clients", values),
                countsBad(),
                countsConnections(),
                countsRefused(),
                countsKernelDrops());
    }

    /** Frees the ports; what has come and was not flushed is told. */
    @Override
    public void close() {
        super.close();
        become(null);
    }
}
