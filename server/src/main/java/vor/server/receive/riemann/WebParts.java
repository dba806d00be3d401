package vor.server.receive.riemann;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;
import vor.model.Clock;
import vor.model.Event;
import vor.server.receive.net.TimeLimits;
import vor.server.receive.riemann.RiemannServer.BadQuery;
import vor.server.receive.riemann.RiemannServer.Finder;

/** What connections of WebSocket and SSE share. */
record WebParts(Clock clock, Consumer<List<Event>> sink, Finder finder, Channels channels, TimeLimits limits, Counts counts, Semaphore seats) {
    /** At once, of both kinds together. */
    static final int MOST_READERS = 100;

    /** @throws BadQuery saying what is wrong with it */
    Predicate<Event> query(String text) throws BadQuery {
        return finder.query(text.isBlank() ? "true" : text);
    }

    int readers() {
        return MOST_READERS - seats.availablePermits();
    }
}
