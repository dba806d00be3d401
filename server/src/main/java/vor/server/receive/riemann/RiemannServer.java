package vor.server.receive.riemann;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.receive.net.Allowance;
import vor.server.receive.net.Port;
import vor.server.receive.net.PortReceiver;
import vor.server.receive.net.TcpPort;
import vor.server.receive.net.TimeLimits;
import vor.server.receive.net.UdpPort;
import vor.server.receive.riemann.RiemannSettings.At;
import vor.wire.riemann.Heard;
import vor.wire.riemann.RiemannReader;

/**
 * Listens as Riemann 0.3 does. TCP: each message has its length before it, 4 bytes, big-endian, and gets one answer, in order; a client may send the next before it has
 * read the last. A client that is faster than we are waits: nothing is queued here. TLS: the same for clients that show a certificate. UDP: a message a datagram, no
 * answer; what the kernel drops it counts. WebSocket and server-sent events: readers of the index and of channels, and events as JSON.
 *
 * <p>The threads {@code riemann-accept}, {@code riemann.tls-accept}, {@code riemann.websocket-accept} and {@code riemann.sse-accept} take connections, each is served by a
 * virtual thread of its own (a reader by two), {@code riemann-udp} reads datagrams.
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
    private final Channels channels;
    private final TimeLimits limits;
    private final TlsDoor tls;
    private final WebParts web;

    /** What answers queries of clients. */
    public interface Finder {
        /**
         * A query that events are asked.
         *
         * @throws BadQuery saying what is wrong with it
         */
        Predicate<Event> query(String text) throws BadQuery;

        /** The events that fulfil it now, in no order. */
        List<Event> find(Predicate<Event> query);
    }

    /** A query that cannot be answered; the message goes to the client. */
    public static final class BadQuery extends Exception {
        private static final long serialVersionUID = 1;

        public BadQuery(String message) {
            super(message);
        }
    }

    /** @param channels what readers follow */
    public RiemannServer(Clock clock, EventSink sink, Finder finder, Channels channels) {
        super("riemann", clock);
        this.clock = clock;
        this.sink = sink;
        this.finder = finder;
        this.channels = channels;
        limits = new TimeLimits(clock);
        tls = new TlsDoor(limits, counts);
        web = new WebParts(clock, sink::take, finder, channels, limits, counts, new Semaphore(WebParts.MOST_READERS));
    }

    /** What is shown in TLS from now on, and which certificates of clients are believed; connections that stand keep theirs. To be called before settings that have TLS. */
    public void certificate(Optional<SSLContext> context) {
        tls.show(context);
    }

    @Override
    protected List<Port> open(RiemannSettings settings) throws IOException {
        List<Port> ports = new ArrayList<>();
        try {
            TcpPort tcp = TcpPort.open("riemann", settings.host(), settings.port(), settings.mostConnections(), socket -> converse(socket, settings), refused);
            ports.add(tcp);
            if (settings.udp()) {
                ports.add(UdpPort.open("riemann", settings.host(), tcp.number(), this::datagram));
            }
            Names names = new Names(settings.names());
            open(ports, "riemann.tls", settings.tls(), settings, socket -> tls.serve(socket, secured -> converse(secured, settings)));
            open(ports, "riemann.websocket", settings.websocket(), settings, new WebConversation(web, names, new SocketDoor(web))::run);
            open(ports, "riemann.sse", settings.sse(), settings, new WebConversation(web, names, new StreamDoor(web))::run);
            return ports;
        } catch (IOException e) {
            for (Port port : ports) {
                port.close();
            }
            throw e;
        }
    }

    private void open(List<Port> ports, String name, Optional<At> at, RiemannSettings settings, TcpPort.Guest guest) throws IOException {
        if (at.isPresent()) {
            ports.add(TcpPort.open(name, at.get().host(), at.get().port(), settings.mostConnections(), guest, refused));
        }
    }

    private void converse(Socket socket, RiemannSettings settings) throws IOException {
        new Conversation(socket, settings.mostBytes(), allowance, this::answer, counts).run();
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

    /** Ends who takes too long, has readers see what is due. To be called several times a second by one thread. */
    public void chore() {
        limits.check();
        channels.tick();
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                counter("messages", "Messages over TCP and TLS", counts.messages),
                counter("datagrams", "Messages over UDP", counts.datagrams),
                counter("lines", "Events as JSON over HTTP and WebSocket, good or bad", counts.lines),
                counter("events", "Events of Riemann's clients", counts.events),
                counter("queries", "Queries of Riemann's clients", counts.queries),
                countsBad(),
                countsConnections(),
                countsRefused(),
                counter("handshakes_failed", "Clients that TLS did not let in", counts.handshakes),
                Reading.gauge("vor_riemann_readers", "Readers by WebSocket and server-sent events", web::readers),
                counter("told", "Events told to readers", counts.told),
                counter("readers_refused", "Readers refused because there were too many", counts.tooMany),
                counter("readers_too_slow", "Readers that were ended because they were too slow for what is published", counts.slow),
                counter("stalled", "Connections ended because they took too long", limits.missed()),
                countsKernelDrops());
    }
}
