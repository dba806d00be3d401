package vor.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import vor.model.Event;
import vor.model.Metric;

/**
 * Tests of rules, beside them in the same folder: a class that extends this. Each of its methods without parameters is a test: all rules of the folder run on a clock of their own,
 * which begins at the second 0 and goes on only when the test says so. Nothing leaves it: pages are not sent, nothing is stored.
 *
 * <pre>{@code
 * class RabbitTest extends RulesTest {
 *     void aBacklogIsPagedOnce() {
 *         tell(event("rabbitmq queue messages", 301));
 *         pass(10);
 *         tell(event("rabbitmq queue messages", 400));
 *         expect(paged("ops")).hasStates("critical");
 *     }
 * }
 * }</pre>
 */
public abstract class RulesTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Firing> fired = new ArrayList<>();
    private Machine machine = new Machine(fired::add);
    private long millis = BEGIN.toEpochMilli();

    /** For the class of a file. */
    protected RulesTest() {}

    /** Begins with these rules at the second 0. For what runs tests. */
    public final void begin(List<Machine.Named> rules, Runnable grant) {
        machine = new Machine(fired::add, grant);
        machine.exchange(rules, millis);
    }

    /** Rules that threw or were stopped, a line each. For what runs tests. */
    public final List<String> faults() {
        return machine.statuses().stream()
                .filter(s -> s.errors() > 0)
                .map(s -> s.name() + ": " + s.stopped().orElse(s.lastError().map(RuleStatus.Fault::what).orElse("")) + s.lastError().map(f -> " (" + f.where() + ")").orElse(""))
                .toList();
    }

    // ---- what happens

    /** An event of the host "host", at this moment. */
    protected final Event event(String service) {
        return Event.of("host", service, Instant.ofEpochMilli(millis));
    }

    /** An event of the host "host" with a metric, at this moment. */
    protected final Event event(String service, double metric) {
        return event(service).withMetric(metric);
    }

    /** These come now. */
    protected final void tell(Event... events) {
        machine.events(List.of(events), millis);
    }

    /** So many seconds go by. */
    protected final void pass(double seconds) {
        millis += Math.round(seconds * 1_000);
        machine.advance(millis);
    }

    // ---- what came of it

    /** What left the rules for that one since this was last asked. */
    protected final List<Event> paged(String to) {
        return left(o -> o.equals(new Outlet.Page(to)));
    }

    /** What went to the index or was injected anew since this was last asked. */
    protected final List<Event> indexed() {
        return left(o -> o instanceof Outlet.Index || o instanceof Outlet.Reinject);
    }

    /** What went to a tap since this was last asked. */
    protected final List<Event> tapped(String name) {
        return left(o -> o.equals(new Outlet.Tap(name)));
    }

    /** What was published on a channel since this was last asked. */
    protected final List<Event> published(String channel) {
        return left(o -> o.equals(new Outlet.Publish(channel)));
    }

    private List<Event> left(Predicate<Outlet> which) {
        List<Event> found = fired.stream().filter(f -> which.test(f.outlet())).flatMap(f -> f.events().stream()).toList();
        fired.removeIf(f -> which.test(f.outlet()));
        return found;
    }

    protected final Expected expect(List<Event> events) {
        return new Expected(events);
    }

    /** Fails with words of your own unless it is so. */
    protected final void check(boolean so, String otherwise) {
        if (!so) {
            throw new AssertionError(otherwise);
        }
    }

    /** What is expected of events; each fails the test when it is not so. */
    protected static final class Expected {
        private final List<Event> events;

        private Expected(List<Event> events) {
            this.events = events;
        }

        public Expected hasSize(int size) {
            return that(events.size() == size, "events: " + size, events.size() + describe());
        }

        public Expected isEmpty() {
            return hasSize(0);
        }

        public Expected hasStates(String... states) {
            return equal("states", List.of(states), events.stream().map(Event::state).toList());
        }

        public Expected hasServices(String... services) {
            return equal("services", List.of(services), events.stream().map(Event::service).toList());
        }

        public Expected hasHosts(String... hosts) {
            return equal("hosts", List.of(hosts), events.stream().map(Event::host).toList());
        }

        /** An event without a metric has NaN here. */
        public Expected hasMetrics(double... metrics) {
            List<Double> wanted = Arrays.stream(metrics).boxed().toList();
            return equal("metrics", wanted, events.stream().map(e -> e.metric().map(Metric::value).orElse(Double.NaN)).toList());
        }

        private Expected equal(String what, List<?> wanted, List<?> got) {
            return that(Objects.equals(wanted, got), what + ": " + wanted, got.toString());
        }

        private Expected that(boolean so, String wanted, String got) {
            if (!so) {
                throw new AssertionError("expected " + wanted + "; there were " + got);
            }
            return this;
        }

        private String describe() {
            Optional<String> all = events.stream().map(e -> e.host() + " " + e.service() + " " + e.state()).reduce((a, b) -> a + ", " + b);
            return all.map(a -> " (" + a + ")").orElse("");
        }
    }
}
