package vor.server.receive.statsd;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.receive.net.BatchPort;
import vor.server.receive.net.Port;
import vor.server.receive.net.PortReceiver;
import vor.server.receive.net.TcpPort;
import vor.server.receive.net.UnixPort;

/**
 * Listens as statsd does, adds values up and tells them at each flush, which comes when the clock is at a multiple of the interval: as events, and to the outlets of its settings. The thread
 * {@code statsd-udp} reads datagrams, connections have a virtual thread each; they add up one after the other.
 */
public final class StatsdServer extends PortReceiver<StatsdSettings> {
    /** For whoever wants none: they are not even made. */
    public static final EventSink NO_EVENTS = events -> {};

    private static final Logger LOG = LoggerFactory.getLogger(StatsdServer.class);

    private final Clock clock;
    private final EventSink sink;
    private final Consumer<String> printer;
    private final LongAdder datagrams = new LongAdder();
    private final LongAdder lines = new LongAdder();
    private final List<Work> retired = new ArrayList<>();
    private volatile @Nullable Work work;

    public StatsdServer(Clock clock, EventSink sink) {
        this(clock, sink, line -> LOG.info("{}", line));
    }

    /** @param printer takes lines for people: of the console, of what is watched */
    public StatsdServer(Clock clock, EventSink sink, Consumer<String> printer) {
        super("statsd", clock);
        this.clock = clock;
        this.sink = sink;
        this.printer = printer;
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
        finishRetired();
    }

    /** Adds up, flushes and names some thousand lines of nobody, so that Java has made that fast when the first come. Takes a tenth of a second. */
    public static void practise(Clock clock) {
        Practice.run(clock);
    }

    /** Goes on adding up by these, without opening anything anew. Nothing happens while it does not listen. */
    public void adding(Adding next, boolean tidy) {
        Work now = work;
        if (now != null) {
            now.settings(next, tidy);
        }
    }

    @Override
    protected List<Port> open(StatsdSettings settings) throws IOException {
        Starting starting = new Starting();
        List<Port> ports = new ArrayList<>();
        try {
            for (Ear ear : settings.ears()) {
                ports.add(open(ear, settings, starting));
            }
            if (settings.management().isPresent()) {
                StatsdSettings.Management at = settings.management().get();
                Management management = new Management(clock, at, starting::work);
                ports.add(TcpPort.open("statsd-management", at.host(), at.port(), Management.MOST_CONNECTIONS, management::serve, refused));
            }
        } catch (IOException e) {
            for (Port port : ports) {
                port.close();
            }
            throw e;
        }
        become(starting.begin(settings));
        return ports;
    }

    private Port open(Ear ear, StatsdSettings settings, Starting starting) throws IOException {
        return switch (ear) {
            case Ear.Udp udp -> BatchPort.open("statsd", udp.host(), udp.port(), settings.receiveBuffer(), starting, clock);
            case Ear.Tcp tcp -> TcpPort.open("statsd", tcp.host(), tcp.port(), settings.mostConnections(), socket -> connection(socket, starting), refused);
            case Ear.Unix unix -> UnixPort.open(
                    "statsd", unix.path(), unix.rights(), settings.mostConnections(), in -> stream(in, starting, () -> "socket " + unix.path()), refused);
        };
    }

    private void connection(Socket socket, Starting starting) throws IOException {
        socket.setKeepAlive(true);
        stream(socket.getInputStream(), starting, () -> String.valueOf(socket.getRemoteSocketAddress()).replaceFirst("^/", ""));
    }

    private void stream(InputStream in, Starting starting, Supplier<String> sender) throws IOException {
        new WholeLines(starting.work().sums(), sender, bads).readAll(in);
    }

    /** Ports open before there is anything to add up by: whoever comes too early waits a moment. */
    private final class Starting implements BatchPort.Taker {
        private final CompletableFuture<Work> begun = new CompletableFuture<>();
        private @Nullable Sums sums;

        Work begin(StatsdSettings settings) {
            Work before = work;
            Map<Outlet, Backend> kept = before == null ? Map.of() : before.backends();
            Map<Outlet, Backend> backends = new LinkedHashMap<>();
            for (Outlet outlet : settings.outlets()) {
                Backend there = kept.get(outlet);
                backends.put(outlet, there == null ? backend(outlet, settings) : there);
            }
            Work fresh = new Work(
                    clock, sink, settings, backends, printer,
                    (repeaters, tally) -> new Sums(clock, bads, datagrams, lines, settings, repeaters, tally, printer));
            begun.complete(fresh);
            return fresh;
        }

        Work work() {
            return begun.join();
        }

        @Override
        public void begin() {
            Sums to = sums;
            if (to == null) {
                to = work().sums();
                sums = to;
            }
            to.begin();
        }

        @Override
        public void datagram(byte[] bytes, int length, Supplier<String> sender) {
            Sums to = sums;
            if (to != null) {
                to.datagram(bytes, length, sender);
            }
        }

        @Override
        public void end() {
            Sums to = sums;
            if (to != null) {
                to.end();
            }
        }
    }

    private Backend backend(Outlet outlet, StatsdSettings settings) {
        return switch (outlet) {
            case Outlet.Graphite graphite -> new GraphiteBackend(graphite, settings.adding().interval(), clock);
            case Outlet.Console console -> new ConsoleBackend(console.colours(), printer, Sums.second(clock.now()));
            case Outlet.File file -> new FileBackend(file.path());
            case Outlet.Repeat repeat -> new RepeatBackend(repeat, clock);
        };
    }

    /** The ports of before are still open: what comes there meanwhile is told when they are closed. */
    private synchronized void become(@Nullable Work next) {
        Work before = work;
        work = next;
        if (before != null) {
            before.flush();
            retired.add(before);
        }
    }

    private synchronized void finishRetired() {
        Work now = work;
        for (Work old : retired) {
            old.flush();
            old.backends().forEach((outlet, backend) -> {
                if (now == null || now.backends().get(outlet) != backend) {
                    backend.close();
                }
            });
        }
        retired.clear();
    }

    /** Flushes when it is time. To be called several times a second by one thread, or at {@link #due}. */
    public void chore() {
        Work now = work;
        if (now != null) {
            now.chore();
        }
    }

    /** When {@link #chore} has something to do, in milliseconds since 1970; far away while it does not listen. */
    public long due() {
        Work now = work;
        return now == null ? Long.MAX_VALUE : now.due();
    }

    /** Opens files anew, after somebody has moved them. */
    public void reopen() {
        Work now = work;
        if (now != null) {
            now.backends().values().forEach(Backend::reopen);
        }
    }

    @Override
    public List<Reading> readings() {
        List<Reading> own = List.of(
                counter("datagrams", "Datagrams of statsd's clients", datagrams),
                counter("lines", "Lines of statsd's clients", lines),
                countsBad(),
                countsConnections(),
                countsRefused(),
                countsKernelDrops(),
                receiveBuffer());
        Work now = work;
        return now == null
                ? own
                : Stream.concat(Stream.concat(own.stream(), now.sums().readings().stream()), now.backends().values().stream().flatMap(b -> b.readings().stream())).toList();
    }

    /** Frees the ports; what has come and was not flushed is told, if those who are to hear it take it within two seconds. */
    @Override
    public void close() {
        super.close();
        become(null);
        finishRetired();
    }
}
