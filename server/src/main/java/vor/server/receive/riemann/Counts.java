package vor.server.receive.riemann;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import vor.model.Clock;
import vor.model.Reading;
import vor.server.receive.net.Bads;

/** What came, and what was wrong with it. Safe for any thread. */
final class Counts {
    final LongAdder messages = new LongAdder();
    final LongAdder datagrams = new LongAdder();
    final LongAdder events = new LongAdder();
    final LongAdder queries = new LongAdder();
    final LongAdder refused = new LongAdder();
    final Bads bads;

    Counts(Clock clock) {
        bads = new Bads(clock);
    }

    List<Reading> readings() {
        return List.of(
                Reading.counter("vor_riemann_messages_total", "Messages over TCP", messages::sum),
                Reading.counter("vor_riemann_datagrams_total", "Messages over UDP", datagrams::sum),
                Reading.counter("vor_riemann_events_total", "Events in messages of Riemann's clients", events::sum),
                Reading.counter("vor_riemann_queries_total", "Queries of Riemann's clients", queries::sum),
                Reading.counter("vor_riemann_bad_total", "Messages that could not be read", bads::count),
                Reading.counter("vor_riemann_refused_total", "Connections refused because there were too many", refused::sum));
    }
}
