package vor.server.receive.posted;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Reading;
import vor.server.receive.net.Bads;
import vor.server.receive.net.Port;
import vor.server.receive.net.Receiver;
import vor.wire.collectd.CollectdEvents;
import vor.wire.collectd.CollectdRates;
import vor.wire.collectd.CommandReader;
import vor.wire.collectd.Heard;
import vor.wire.collectd.TypesDb;

/**
 * Takes what collectd's write_http posts: values and notifications as JSON, and the lines of {@code Format "Command"}. Counters become rates here, so the first value of
 * each tells nothing. Any thread may post; one at a time has the rates.
 */
public final class WriteHttpReceiver implements Receiver {
    private static final String NAME = "write_http";
    private static final int MOST_KEYS = 200_000;
    private static final Duration IDLE = Duration.ofMinutes(15);

    /** Events that are handed on at once, so that a body of many does not stand in memory whole. */
    private static final int BATCH = 1_000;
    private static final int TOLD = 5;

    private final Clock clock;
    private final EventSink sink;
    private final Bads bads;
    private final LongAdder posts = new LongAdder();
    private final LongAdder values = new LongAdder();
    private final LongAdder notifications = new LongAdder();
    private final CollectdRates rates = new CollectdRates(MOST_KEYS, IDLE);
    private volatile Types types = new Types(TypesDb.none());

    public WriteHttpReceiver(Clock clock, EventSink sink) {
        this.clock = clock;
        this.sink = sink;
        this.bads = new Bads(clock);
    }

    /**
     * What became of a body.
     *
     * @param taken value lists and notifications
     * @param bad what could not be read
     * @param problems the first of them, in words for people
     */
    public record Outcome(int taken, int bad, List<String> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    private record Types(TypesDb db, CommandReader commands) {
        Types(TypesDb db) {
            this(db, new CommandReader(db));
        }
    }

    /** @param text of types.db: without it lines of values cannot be read, and the limits of rates are not known */
    public void types(String text) {
        types = new Types(TypesDb.read(text));
    }

    /** Takes a body; what of it cannot be read is counted, and what stands beside that counts. */
    public Outcome take(byte[] body, String sender) {
        posts.increment();
        Post post = new Post(types, sender, clock.now());
        if (isJson(body)) {
            JsonPost.read(body, post.types.db(), post::hear);
        } else {
            new String(body, StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).forEach(post::line);
        }
        post.handOn();
        return new Outcome(post.taken, post.bad, post.problems);
    }

    /** Notifications come as JSON, whatever Format says, and then their type is wrong. */
    private static boolean isJson(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '[' || b == '{';
            }
        }
        return false;
    }

    /** One body; for one thread. */
    private final class Post {
        private final Types types;
        private final CollectdEvents events;
        private final String sender;
        private final Instant now;
        private final List<Event> told = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private int taken;
        private int bad;
        private int lines;

        Post(Types types, String sender, Instant now) {
            this.types = types;
            this.events = new CollectdEvents(types.db(), rates);
            this.sender = sender;
            this.now = now;
        }

        void line(String line) {
            lines++;
            types.commands().read(line, now).forEach(heard -> hear(heard, "line " + lines, () -> line));
        }

        void hear(Heard heard, String where, Supplier<String> what) {
            switch (heard) {
                case Heard.Values list -> {
                    values.add(list.values().size());
                    taken++;
                    synchronized (rates) {
                        told.addAll(events.events(list, now));
                    }
                }
                case Heard.Notification notification -> {
                    notifications.increment();
                    taken++;
                    told.add(CollectdEvents.event(notification));
                }
                case Heard.Damage(String why, int _) -> damage(where, what.get(), why);
            }
            if (told.size() >= BATCH) {
                handOn();
            }
        }

        private void damage(String where, String what, String why) {
            bad++;
            bads.add(sender, what, where + ": " + why);
            if (problems.size() < TOLD) {
                problems.add(where + ": " + why);
            }
        }

        void handOn() {
            if (!told.isEmpty()) {
                sink.take(List.copyOf(told));
                told.clear();
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    /** None of its own: it hears through the API. */
    @Override
    public List<Port> ports() {
        return List.of();
    }

    @Override
    public List<String> listening() {
        return List.of("POST /api/v1/collectd");
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public List<Bads.Bad> lastBad() {
        return bads.last();
    }

    @Override
    public List<Reading> readings() {
        return List.of(
                Reading.counter("vor_write_http_posts_total", "What collectd's write_http posted", posts::sum),
                Reading.counter("vor_write_http_values_total", "Values that write_http posted", values::sum),
                Reading.counter("vor_write_http_notifications_total", "Notifications that write_http posted", notifications::sum),
                Reading.counter("vor_write_http_bad_total", "What could not be read", bads::count));
    }
}
