package vor.server.receive.riemann;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Event;
import vor.server.receive.net.Lines;
import vor.server.receive.riemann.RiemannServer.BadQuery;
import vor.server.receive.riemann.WebConversation.Visit;
import vor.wire.http.RequestHead;
import vor.wire.websocket.Frame;
import vor.wire.websocket.Handshake;

/**
 * What Riemann has on its WebSocket's port: {@code /index} and {@code /pubsub/CHANNEL} to read, {@code /events} to send, as a WebSocket or with any method of HTTP, an event a
 * line. Any thread.
 */
final class SocketDoor implements WebConversation.Door {
    private static final Logger LOG = LoggerFactory.getLogger(SocketDoor.class);
    private static final Pattern CHANNEL = Pattern.compile("/pubsub/([^/]{1,200})/?");

    private final WebParts parts;

    SocketDoor(WebParts parts) {
        this.parts = parts;
    }

    @Override
    public boolean answer(RequestHead head, Visit visit) throws IOException {
        String path = head.path();
        Matcher channel = CHANNEL.matcher(path);
        if (path.equals("/events") || path.equals("/events/")) {
            return head.says("upgrade", "websocket") ? send(head, visit) : lines(head, visit);
        }
        if (path.equals("/index") || path.equals("/index/")) {
            boolean follows = head.query().getOrDefault("subscribe", "").equals("true");
            return read(head, visit, true, follows ? Optional.of(Channels.INDEX) : Optional.empty());
        }
        if (channel.matches()) {
            return read(head, visit, false, Optional.of(channel.group(1)));
        }
        return visit.refuse(404, "there are /index?query=, /pubsub/CHANNEL?query= and /events", "");
    }

    /** Why the request begins no WebSocket; empty when it does. */
    private static Optional<String> objection(RequestHead head) {
        if (!head.method().equals("GET") || head.minor() != 1 || !(head.body() instanceof RequestHead.Body.None)
                || !head.says("upgrade", "websocket") || !head.says("connection", "upgrade")) {
            return Optional.of("this is read by WebSocket");
        }
        if (!head.header("sec-websocket-version").orElse("").equals(Handshake.VERSION)) {
            return Optional.of("expected version 13 of WebSocket");
        }
        return head.header("sec-websocket-key").filter(Handshake::isKey).isPresent() ? Optional.empty() : Optional.of("expected a Sec-WebSocket-Key of 16 bytes");
    }

    private static boolean refuse(Visit visit, String why) throws IOException {
        return visit.refuse(426, why, "Upgrade: websocket\r\nSec-WebSocket-Version: " + Handshake.VERSION + "\r\n");
    }

    private static SocketSession agree(RequestHead head, Visit visit) throws IOException {
        visit.out().write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + Handshake.accept(head.header("sec-websocket-key").orElse("")) + "\r\n\r\n");
        visit.out().flush();
        return new SocketSession(visit.in(), visit.out(), visit.reading());
    }

    private boolean send(RequestHead head, Visit visit) throws IOException {
        Optional<String> objection = objection(head);
        if (objection.isPresent()) {
            return refuse(visit, objection.get());
        }
        Answers answers = new Answers(parts.clock(), parts.sink(), parts.counts(), visit.sender());
        note(visit, agree(head, visit).read(text -> Optional.of(answers.to(text)), true));
        return false;
    }

    private void note(Visit visit, Optional<Frame.Damage> damage) throws IOException {
        if (damage.isPresent()) {
            parts.counts().bads.add(visit.sender(), damage.get().why());
            visit.linger();
        }
    }

    private boolean lines(RequestHead head, Visit visit) throws IOException {
        if (head.method().equals("HEAD")) {
            return visit.refuse(405, "there is nothing to look at; send events, one a line", "");
        }
        boolean chunks = head.minor() == 1;
        boolean stays = head.staysOpen();
        if (head.header("expect").orElse("").toLowerCase(Locale.ROOT).equals("100-continue")) {
            visit.out().write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        visit.out().write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n"
                + (chunks ? "Transfer-Encoding: chunked\r\n" : "") + (stays ? "" : "Connection: close\r\n") + "\r\n");
        Answers answers = new Answers(parts.clock(), parts.sink(), parts.counts(), visit.sender());
        LineAnswers told = new LineAnswers(answers, visit.out(), chunks);
        visit.out().flush();
        try {
            new Lines(SocketSession.LONGEST, told).readAll(new BodyInput(visit.in(), visit.reading(), head.body()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        told.end();
        return stays;
    }

    private boolean read(RequestHead head, Visit visit, boolean snapshot, Optional<String> channel) throws IOException {
        Optional<String> objection = objection(head);
        if (objection.isPresent()) {
            return refuse(visit, objection.get());
        }
        Predicate<Event> query;
        try {
            query = parts.query(head.query().getOrDefault("query", ""));
        } catch (BadQuery e) {
            return visit.refuse(400, "parse error: " + e.getMessage(), "");
        }
        if (!parts.seats().tryAcquire()) {
            parts.counts().tooMany.increment();
            return visit.refuse(503, "at most " + WebParts.MOST_READERS + " may read at once", "Retry-After: 10\r\n");
        }
        try {
            read(agree(head, visit), visit, query, snapshot, channel);
        } finally {
            parts.seats().release();
        }
        return false;
    }

    /** The place in the channel is taken first: what happens while all is told that is there comes behind it. */
    private void read(SocketSession session, Visit visit, Predicate<Event> query, boolean snapshot, Optional<String> channel) throws IOException {
        Optional<Channels.Reader> reader = channel.map(parts.channels()::read);
        Thread teller = Thread.ofVirtual().name("riemann reader " + visit.sender()).start(() -> tell(session, visit, query, snapshot, reader));
        try {
            note(visit, session.read(text -> Optional.empty(), false));
        } finally {
            reader.ifPresent(Channels.Reader::close);
            await(teller);
        }
    }

    private void tell(SocketSession session, Visit visit, Predicate<Event> query, boolean snapshot, Optional<Channels.Reader> reader) {
        try {
            LiveReader live = new LiveReader(parts.clock(), session, query, parts.counts(), visit.socket()::isClosed);
            if (snapshot) {
                live.snapshot(parts.finder().find(query));
            }
            if (reader.isPresent()) {
                live.follow(reader.get());
            }
            session.end(Outlet.Parting.DONE, "");
        } catch (IOException e) {
            LOG.debug("{} is gone", visit.sender(), e);
        }
    }

    /** It ends as soon as its connection or its channel does. */
    private static void await(Thread teller) {
        try {
            teller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
