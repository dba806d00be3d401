package vor.server.receive.riemann;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.receive.net.Allowance;
import vor.server.receive.net.Port;
import vor.server.receive.net.PortReceiver;
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
public final class RiemannServer extends PortReceiver<RiemannSettings> {
    /** As Riemann has it. */
    private static final int LARGEST_DATAGRAM = 16_384;

    private static final int MOST_EVENTS = 100_000;
    /** Of messages that are on their way, on all connections together. */
    private static final long MOST_UNDER_WAY = 64L << 20;

    private final Clock clock;
    private final EventSink sink;
    private final Finder finder;
    private final Counts counts = new Counts(bads);
    private final Allowance allowance = new Allowance(MOST_UNDER_WAY);
    private final RiemannReader reader = new RiemannReader(MOST_EVENTS);

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
        super("riemann", clock);
        this.clock = clock;
        this.sink = sink;
        this.finder = finder;
    }

    @Override
    protected List<Port> open(RiemannSettings settings) throws IOException {
        TcpPort tcp = TcpPort.open("riemann", settings.host(), settings.port(), settings.mostConnections(),
                socket -> new Conversation(socket, settings.mostBytes(), allowance, this::answer, counts).run(), refused);
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
        return Answering.to(reader.read(bytes, from, length, clock.now()), this::take, finder, why -> bads.add(sender, why));
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
            bads.add(sender.toString(), "a datagram of more than " + LARGEST_DATAGRAM + " bytes");
            return;
        }
        switch (reader.read(bytes, 0, length, clock.now())) {
            case Heard.Message message -> take(message);
            case Heard.Damage(String why, int at) -> bads.add(sender.toString(), why + " at byte " + at);
        }
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                counter("messages", "Messages over TCP", counts.messages),
                counter("datagrams", "Messages over UDP", counts.datagrams),
                counter("events", "Events in messages of Riemann's clients", counts.events),
                counter("queries", "Queries of Riemann's clients", counts.queries),
                countsBad(),
                countsConnections(),
                countsRefused(),
                countsKernelDrops());
    }
}
