package vor.server.receive.riemann;

import java.io.IOException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Event;
import vor.server.receive.riemann.RiemannServer.BadQuery;
import vor.server.receive.riemann.WebConversation.Visit;
import vor.wire.http.RequestHead;

/** What Riemann has on its port for server-sent events: {@code GET /index?query=}, all that is there and then what is new. Any thread. */
final class StreamDoor implements WebConversation.Door {
    private static final String BEGIN = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";

    private static final Logger LOG = LoggerFactory.getLogger(StreamDoor.class);

    private final WebParts parts;

    StreamDoor(WebParts parts) {
        this.parts = parts;
    }

    @Override
    public boolean answer(RequestHead head, Visit visit) throws IOException {
        if (!head.path().equals("/index") && !head.path().equals("/index/")) {
            return visit.refuse(404, "there is /index?query=", "");
        }
        if (!head.method().equals("GET")) {
            return visit.refuse(405, "this is read with GET", "Allow: GET\r\n");
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
            tell(visit, query);
        } finally {
            parts.seats().release();
        }
        return false;
    }

    private void tell(Visit visit, Predicate<Event> query) throws IOException {
        visit.out().write(BEGIN);
        visit.out().flush();
        LiveReader live = new LiveReader(parts.clock(), new Stream(visit.out()), query, parts.counts(), visit.socket()::isClosed);
        try (Channels.Reader reader = parts.channels().read(Channels.INDEX)) {
            Thread.ofVirtual().name("riemann reader " + visit.sender()).start(() -> awaitEnd(visit, reader));
            live.snapshot(parts.finder().find(query));
            live.follow(reader);
        }
    }

    /** A reader says nothing more; that it has gone is to be known before the next thing is written. */
    private static void awaitEnd(Visit visit, Channels.Reader reader) {
        byte[] passed = new byte[256];
        try {
            while (visit.in().read(passed, 0, passed.length) >= 0) {}
        } catch (IOException e) {
            LOG.debug("{} is gone", visit.sender(), e);
        } finally {
            reader.close();
        }
    }

    /** Events as a browser's EventSource wants them. */
    private record Stream(Outgoing out) implements Outlet {
        @Override
        public void event(byte[] json) throws IOException {
            out.write("data: ");
            out.write(json);
            out.write("\n\n");
        }

        @Override
        public void ping() throws IOException {
            out.write(":\n\n");
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void end(Parting parting, String why) throws IOException {
            out.write(": " + why + "\n\n");
            out.flush();
        }
    }
}
