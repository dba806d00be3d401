package vor.server.receive.riemann;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.receive.net.Allowance;
import vor.server.receive.net.Bads;
import vor.server.receive.net.Listening;
import vor.server.receive.net.Port;
import vor.server.receive.net.Receiver;
import vor.server.receive.net.TcpPort;
import vor.server.receive.net.UdpPort;
import vor.wire.riemann.Heard;
import vor.wire.riemann.RiemannReader;

/**
 * Listens as Riemann does. TCP: each message has its length before it, 4 bytes, big-endian, and gets one answer, in order; a client may send the next before it has
 * read the last. A client that is faster than we are waits: nothing is queued here. UDP: a message a datagram, no answer; what the kernel drops it counts.
 *
 * <p>The thread {@code riemann-accept} takes connections, each is served by a virtual thread of its own, {@code riemann-udp} reads datagrams.
 */
public final class RiemannServer implements Receiver, AutoCloseable {
    /** As Riemann has it. */
    private static final int LARGEST_DATAGRAM = 16_384;

    private static final int MOST_EVENTS = 100_000;
    /** Of messages that are on their way, on all connections together. */
    private static final long MOST_UNDER_WAY = 64L << 20;

    private final Clock clock;
    private final EventSink sink;
    private final Finder finder;
    private final Counts counts;
    private final Allowance allowance = new Allowance(MOST_UNDER_WAY);
    private final RiemannReader reader = new RiemannReader(MOST_EVENTS);
    private final Listening<RiemannSettings> listening = new Listening<>(this::open);

    /** What answers queries of clients. */
    @FunctionalInterface
    public interface Finder {
        /** @throws BadQuery saying what is wrong with it */
        List<Event> find(String query) throws BadQuery;
    }

    /** A query that cannot be answered; the message goes to the client. */
    public static final class BadQuery extends Exception {
        private static final long serialVersionUID = 1;

        public BadQuery(String message) {
            super(message);
        }
    }

    public RiemannServer(Clock clock, EventSink sink, Finder finder) {
        this.clock = clock;
        this.sink = sink;
        this.finder = finder;
        this.counts = new Counts(clock);
    }

    /** Begins to listen; what keeps it from that is a trouble. */
    public void start(Optional<RiemannSettings> settings) {
        listening.start(settings);
    }

    /**
     * Listens there from now on, or nowhere.
     *
     * @throws IOException when it cannot, in words for people; then all is as it was
     */
    public void settings(Optional<RiemannSettings> next) throws IOException {
        listening.become(next);
    }

    private List<Port> open(RiemannSettings settings) throws IOException {
        TcpPort tcp = TcpPort.open("riemann", settings.host(), settings.port(), settings.mostConnections(),
                socket -> new Conversation(socket, settings.mostBytes(), allowance, this::answer, counts).run(), counts.refused);
        if (!settings.udp()) {
            return List.of(tcp);
        }
        try {
            return List.of(tcp, UdpPort.open("riemann", settings.host(), tcp.number(), this::datagram));
        } catch (IOException e) {
            tcp.close();
            throw e;
        }
    }

    private byte[] answer(byte[] bytes, int from, int length, String sender) {
        return Answering.to(reader.read(bytes, from, length, clock.now()), this::take, finder, why -> counts.bads.add(sender, why));
    }

    private void take(Heard.Message message) {
        counts.events.add(message.events().size());
        if (message.query().isPresent()) {
            counts.queries.increment();
        }
        if (!message.events().isEmpty()) {
            sink.take(message.events());
        }
    }

    private void datagram(byte[] bytes, int length, SocketAddress sender) {
        counts.datagrams.increment();
        if (length > LARGEST_DATAGRAM) {
            counts.bads.add(sender.toString(), "a datagram of more than " + LARGEST_DATAGRAM + " bytes");
            return;
        }
        switch (reader.read(bytes, 0, length, clock.now())) {
            case Heard.Message message -> take(message);
            case Heard.Damage(String why, int at) -> counts.bads.add(sender.toString(), why + " at byte " + at);
        }
    }

    /** Where it listens; empty while it does not. */
    public Optional<Integer> port() {
        return listening.ports().stream().findFirst().map(Port::number);
    }

    @Override
    public String name() {
        return "riemann";
    }

    @Override
    public List<? extends Port> ports() {
        return listening.ports();
    }

    @Override
    public Optional<String> trouble() {
        return listening.trouble();
    }

    @Override
    public List<Bads.Bad> lastBad() {
        return counts.bads.last();
    }

    @Override
    public List<Reading> readings() {
        List<Reading> all = new ArrayList<>(counts.readings());
        all.add(Reading.gauge("vor_riemann_connections", "Connections of Riemann's clients", this::connections));
        all.add(Reading.counter("vor_riemann_kernel_dropped_total", "Datagrams that the kernel dropped, as we read too slowly", this::dropped));
        return all;
    }

    private int connections() {
        return listening.ports().stream().mapToInt(p -> p instanceof TcpPort tcp ? tcp.connections() : 0).sum();
    }

    private long dropped() {
        return listening.ports().stream().mapToLong(p -> p instanceof UdpPort udp ? udp.dropped() : 0).sum();
    }

    /** Ends every connection and frees the port. */
    @Override
    public void close() {
        listening.close();
    }
}
