package vor.server.rules;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Event;
import vor.model.Reading;
import vor.rules.Firing;
import vor.rules.Outlet;

/** Does what rules say. On the thread of the rules; returns at once. */
public final class Outlets implements Consumer<Firing> {
    private static final Logger LOG = LoggerFactory.getLogger("vor.rules");
    /** A rule that logs each event must not write the disk full. */
    private static final int MOST_LINES_A_SECOND = 50;

    private final Clock clock;
    private final Store store;
    private final Pages pages;
    private final Channels channels;
    private final Forwards forwards;
    private final LongAdder unlogged = new LongAdder();
    private long second;
    private int lines;

    /** Who listens to what rules publish. */
    @FunctionalInterface
    public interface Channels {
        void publish(String channel, List<Event> events);
    }

    /** The index as rules use it. */
    public interface Store {
        void put(List<Event> events);

        /** Whatever is there of their hosts and services goes. */
        void delete(List<Event> events);
    }

    public Outlets(Clock clock, Store store, Pages pages, Channels channels, Forwards forwards) {
        this.clock = clock;
        this.store = store;
        this.pages = pages;
        this.channels = channels;
        this.forwards = forwards;
    }

    @Override
    public void accept(Firing firing) {
        switch (firing.outlet()) {
            case Outlet.Page(String to) -> pages.page(to, firing);
            case Outlet.Index() -> store.put(firing.events());
            case Outlet.Reinject() -> store.put(firing.events());
            case Outlet.DeleteFromIndex() -> store.delete(firing.events());
            case Outlet.Publish(String channel) -> channels.publish(channel, firing.events());
            case Outlet.Forward(String host, int port) -> forwards.send(host, port, firing.events());
            case Outlet.Log log -> firing.events().forEach(e -> log(firing.rule(), e));
            case Outlet.Tap tap -> {}
        }
    }

    private void log(String rule, Event event) {
        long now = clock.nanos() / 1_000_000_000;
        if (now != second) {
            second = now;
            lines = 0;
        }
        if (lines++ >= MOST_LINES_A_SECOND) {
            unlogged.increment();
            return;
        }
        LOG.info("{}: {} {} is {} {} {}", rule, event.host(), event.service(), event.state(), event.metric().map(m -> String.valueOf(m.value())).orElse(""), event.description());
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(Reading.counter("vor_rules_unlogged_total", "Lines that rules wanted in the log, beyond " + MOST_LINES_A_SECOND + " a second", unlogged::sum));
    }
}
