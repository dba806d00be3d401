package vor.server.receive.riemann;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import vor.model.Clock;
import vor.model.Event;
import vor.wire.riemann.EventJson;

/** What one reader is told: what is there, then what is published. It holds a place in a channel and no queue. For one thread. */
final class LiveReader {
    /** Between two pings, which a reader has to answer where its protocol knows that. */
    static final Duration PING = Duration.ofSeconds(15);

    private final Clock clock;
    private final Outlet out;
    private final Predicate<Event> query;
    private final Counts counts;
    private final BooleanSupplier gone;
    private long pinged;

    /** @param gone whether its connection has ended */
    LiveReader(Clock clock, Outlet out, Predicate<Event> query, Counts counts, BooleanSupplier gone) {
        this.clock = clock;
        this.out = out;
        this.query = query;
        this.counts = counts;
        this.gone = gone;
        pinged = clock.nanos();
    }

    /** Tells what is there. */
    void snapshot(List<Event> found) throws IOException {
        for (Event event : found) {
            out.event(EventJson.write(event));
            counts.told.increment();
            ping();
        }
        out.flush();
    }

    /** Until the channel's reader is closed, or was too slow. */
    void follow(Channels.Reader reader) throws IOException {
        try {
            while (goesOn(reader.next()) && !gone.getAsBoolean()) {
                ping();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean goesOn(Channel.Next next) throws IOException {
        return switch (next) {
            case Channel.Next.News(List<Event> events) -> {
                tell(events);
                yield true;
            }
            case Channel.Next.Quiet _ -> true;
            case Channel.Next.Lost(long lost) -> {
                counts.slow.increment();
                out.end(Outlet.Parting.TOO_SLOW, "too slow: " + lost + " events were lost");
                yield false;
            }
            case Channel.Next.Over _ -> false;
        };
    }

    private void tell(List<Event> events) throws IOException {
        boolean any = false;
        for (Event event : events) {
            if (query.test(event)) {
                out.event(EventJson.write(event));
                counts.told.increment();
                any = true;
            }
        }
        if (any) {
            out.flush();
        }
    }

    private void ping() throws IOException {
        if (clock.nanos() - pinged >= PING.toNanos()) {
            pinged = clock.nanos();
            out.ping();
            out.flush();
        }
    }
}
