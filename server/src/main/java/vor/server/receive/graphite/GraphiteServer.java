package vor.server.receive.graphite;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.receive.net.Allowance;
import vor.server.receive.net.Framed;
import vor.server.receive.net.Lines;
import vor.server.receive.net.Port;
import vor.server.receive.net.PortReceiver;
import vor.server.receive.net.TcpPort;
import vor.server.receive.net.UdpPort;
import vor.wire.graphite.Damage;
import vor.wire.graphite.GraphiteEvents;
import vor.wire.graphite.GraphiteLineReader;
import vor.wire.graphite.PickleReader;
import vor.wire.graphite.Pickled;
import vor.wire.graphite.Point;

/**
 * Listens as carbon does: a line a point over TCP and UDP, pickles with their length before them over TCP, no answers. A sender that is faster than we are waits; what the
 * kernel drops of datagrams it counts. The threads {@code graphite-accept} and {@code pickle-accept} take connections, each served by a virtual one; {@code graphite-udp} reads datagrams.
 */
public final class GraphiteServer extends PortReceiver<GraphiteSettings> {
    /** Carbon takes as many bytes. */
    private static final int LONGEST_LINE = 4_096;

    private static final int LONGEST_PICKLE = 1 << 20;
    private static final int MOST_ITEMS = 50_000;
    private static final int SHOWN = 200;
    /** Of pickles that are on their way, on all connections together. */
    private static final long MOST_UNDER_WAY = 32L << 20;

    private final Clock clock;
    private final EventSink sink;
    private final LongAdder points = new LongAdder();
    private final Allowance allowance = new Allowance(MOST_UNDER_WAY);
    private final GraphiteLineReader lines = new GraphiteLineReader(LONGEST_LINE);
    private final PickleReader pickles = new PickleReader(MOST_ITEMS, LONGEST_LINE);

    public GraphiteServer(Clock clock, EventSink sink) {
        super("graphite", clock);
        this.clock = clock;
        this.sink = sink;
    }

    @Override
    protected List<Port> open(GraphiteSettings settings) throws IOException {
        List<Port> ports = new ArrayList<>();
        try {
            TcpPort tcp = TcpPort.open("graphite", settings.host(), settings.port(), settings.mostConnections(), s -> lines(s, settings), refused);
            ports.add(tcp);
            if (settings.udp()) {
                ports.add(UdpPort.open("graphite", settings.host(), tcp.number(), datagrams(settings)));
            }
            if (settings.picklePort() >= 0) {
                ports.add(TcpPort.open("pickle", settings.host(), settings.picklePort(), settings.mostConnections(), s -> pickles(s, settings), refused));
            }
            return ports;
        } catch (IOException e) {
            for (Port port : ports) {
                port.close();
            }
            throw e;
        }
    }

    private void lines(Socket socket, GraphiteSettings settings) throws IOException {
        socket.setKeepAlive(true);
        new Lines(LONGEST_LINE, new Sorter(settings, String.valueOf(socket.getRemoteSocketAddress()))).readAll(socket.getInputStream());
    }

    private UdpPort.Hearer datagrams(GraphiteSettings settings) {
        return (bytes, length, sender) -> new Lines(LONGEST_LINE, new Sorter(settings, sender.toString())).read(bytes, length);
    }

    /** Points among lines. */
    private final class Sorter implements Lines.Taker {
        private final GraphiteSettings settings;
        private final String sender;
        private List<Event> events = new ArrayList<>();

        Sorter(GraphiteSettings settings, String sender) {
            this.settings = settings;
            this.sender = sender;
        }

        @Override
        public void line(byte[] bytes, int from, int length) {
            switch (lines.read(bytes, from, length, clock.now())) {
                case Point point -> events.add(GraphiteEvents.event(point, settings.ttl()));
                case Damage damage -> bads.add(sender, text(bytes, from, length), damage.why());
            }
        }

        @Override
        public void tooLong(byte[] bytes, int from, int length) {
            bads.add(sender, text(bytes, from, length), "a line of more than " + LONGEST_LINE + " bytes");
        }

        @Override
        public void pause() {
            take(events);
            events = new ArrayList<>();
        }
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, Math.min(length, SHOWN), StandardCharsets.UTF_8);
    }

    private void take(List<Event> events) {
        if (!events.isEmpty()) {
            points.add(events.size());
            sink.take(events);
        }
    }

    private void pickles(Socket socket, GraphiteSettings settings) throws IOException {
        socket.setKeepAlive(true);
        String sender = String.valueOf(socket.getRemoteSocketAddress());
        try (Framed messages = new Framed(socket, LONGEST_PICKLE, allowance, () -> {})) {
            pickles(messages, settings, sender);
        }
    }

    private void pickles(Framed messages, GraphiteSettings settings, String sender) throws IOException {
        while (true) {
            switch (messages.next()) {
                case MESSAGE -> pickle(messages, settings, sender);
                case END -> {
                    return;
                }
                case CUT -> {
                    bads.add(sender, "the connection ended within a pickle");
                    return;
                }
                case NO_ROOM -> {
                    bads.add(sender, "too many large pickles at once");
                    return;
                }
                case TOO_LONG -> {
                    bads.add(sender, "a pickle of " + Integer.toUnsignedString(messages.length()) + " bytes; at most " + LONGEST_PICKLE + " are taken");
                    return;
                }
            }
        }
    }

    private void pickle(Framed messages, GraphiteSettings settings, String sender) {
        switch (pickles.read(messages.bytes(), messages.from(), messages.length(), clock.now())) {
            case Pickled.Points told -> {
                told.bad().forEach(b -> bads.add(sender, "item " + b.index(), b.why()));
                take(told.points().stream().map(p -> GraphiteEvents.event(p, settings.ttl())).toList());
            }
            case Damage damage -> bads.add(sender, "a pickle that is none: " + damage.why());
        }
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                counter("points", "Points of Graphite's senders", points),
                countsBad(),
                countsConnections(),
                countsRefused(),
                countsKernelDrops());
    }
}
