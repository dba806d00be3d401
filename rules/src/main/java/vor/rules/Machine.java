package vor.rules;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vor.model.Event;

/**
 * Runs rules: each event through each of them, and what they asked to be woken for, in the order of time. Time is what it is told, so the same events at the same times
 * give the same firings. A rule that throws is counted and the others go on; one that uses up its steps is stopped.
 *
 * <p>Of one thread at a time. When that one is lost within a rule, another calls {@link #abandon} and {@link #resume}; the lost one is thrown out as soon as it is back.
 */
public final class Machine {
    /** How often what a rule injects may be injected anew. */
    private static final int MOST_HOPS = 16;

    private static final int MOST_INJECTED = 100_000;

    private final Consumer<Firing> fired;
    private final Runnable grant;
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::millis).thenComparingLong(Waiting::number));
    private final Deque<Injected> injected = new ArrayDeque<>();
    private final AtomicReference<@Nullable Running> current = new AtomicReference<>();
    private final AtomicLong turns = new AtomicLong();
    private List<Running> rules = List.of();
    private List<Running> plain = List.of();
    private Map<String, List<Running>> listening = Map.of();
    private long now = Long.MIN_VALUE;
    private long goal = Long.MIN_VALUE;
    private long number;
    private long dropped;
    private List<Event> batch = List.of();
    private String channel = "";
    private int at;
    private @Nullable Event event;
    private List<Running> way = List.of();
    private int hops;
    private int turn;

    private record Waiting(long millis, long number, Cell<?> cell) {}

    /** @param channel empty for all rules that do not listen on one */
    private record Injected(Event event, int hops, String channel) {}

    /**
     * A rule with its name.
     *
     * @param name file and field, {@code Rabbit.backlog}
     * @param line where it is written; 0 when nobody knows
     */
    public record Named(String name, String file, int line, Rule rule) {}

    /**
     * What became of the rules of before.
     *
     * @param kept rules of which all goes on
     * @param reset rules that begin anew, or in part, and from which step
     */
    public record Exchange(List<String> kept, List<String> reset) {}

    /** Thrown by what a lost thread does when it is back. */
    public static final class Lost extends Error {
        private static final long serialVersionUID = 1;

        Lost() {
            super("this thread was given up");
        }
    }

    /**
     * @param fired gets all that leaves a rule, within the call that caused it; what is reinjected, too
     * @param grant called before each turn of a rule: so many steps from now on, and then {@link OutOfSteps}
     */
    public Machine(Consumer<Firing> fired, Runnable grant) {
        this.fired = fired;
        this.grant = grant;
    }

    /** One whose rules may take as many steps as they like. */
    public Machine(Consumer<Firing> fired) {
        this(fired, () -> {});
    }

    /** Events came at that time, in milliseconds since 1970; a time before one that was told counts as that one. */
    public void events(List<Event> events, long millis) {
        publish("", events, millis);
    }

    /**
     * Somebody else than a rule published events on a channel at that time: they go to the rules that begin with {@link Rules#subscribe}. What rules publish goes
     * there by itself.
     */
    public void publish(String toChannel, List<Event> events, long millis) {
        batch = events;
        channel = toChannel;
        at = 0;
        advance(millis);
    }

    /** It is that time. */
    public void advance(long millis) {
        goal = Math.max(goal, millis);
        resume();
    }

    /** Goes on where a lost thread was. */
    public void resume() {
        drain();
        while (!waiting.isEmpty() && waiting.peek().millis() <= goal) {
            Waiting up = waiting.remove();
            now = Math.max(now, up.millis());
            hops = 0;
            up.cell().up(up.millis());
            drain();
        }
        now = goal;
        while (at < batch.size()) {
            begin(batch.get(at++), 0, channel);
            drain();
        }
        batch = List.of();
        at = 0;
    }

    /** What is under way, and all that is injected by it. */
    private void drain() {
        while (true) {
            Event passing = event;
            if (passing != null) {
                through(passing);
            }
            Injected next = injected.poll();
            if (next == null) {
                return;
            }
            begin(next.event(), next.hops(), next.channel());
        }
    }

    private void begin(Event next, int hopsSoFar, String to) {
        event = next;
        hops = hopsSoFar;
        turn = 0;
        way = to.isEmpty() ? plain : listening.getOrDefault(to, List.of());
    }

    private void through(Event passing) {
        while (turn < way.size()) {
            Running rule = way.get(turn++);
            if (rule.runs()) {
                rule.events++;
                enter(rule);
                try {
                    rule.first().take(passing);
                } catch (Exception | Error e) {
                    failed(rule, rule.first(), e);
                }
                leave(rule);
            }
        }
        event = null;
    }

    /** A turn of a rule, for what a step of it asked to be woken for; unless it is stopped. */
    void woken(Running rule, Cell<?> cell) {
        if (rule.runs()) {
            enter(rule);
            try {
                cell.wake();
            } catch (Exception | Error e) {
                failed(rule, cell, e);
            }
            leave(rule);
        }
    }

    private void enter(Running rule) {
        current.setRelease(rule);
        turns.lazySet(turns.getPlain() + 1);
        grant.run();
    }

    private void leave(Running rule) {
        if (!current.compareAndSet(rule, null)) {
            throw new Lost();
        }
    }

    private void failed(Running rule, Cell<?> cell, Throwable thrown) {
        switch (thrown) {
            case Lost lost -> throw lost;
            case OutOfSteps e -> {
                rule.fault(now, e);
                rule.stop(e.getMessage() + " (" + rule.where() + ")");
            }
            default -> cell.failed(thrown);
        }
    }

    /** Grows with each turn of a rule; with {@link #busy} a second thread sees whether the first is stuck. Any thread. */
    public long turns() {
        return turns.get();
    }

    /** The rule that has its turn; empty when none has. Any thread. */
    public Optional<String> busy() {
        return Optional.ofNullable(current.get()).map(r -> r.named.name());
    }

    /**
     * Gives up the thread that is stuck in that turn: its rule is stopped. Any thread.
     *
     * @return the rule; empty when the turn has ended meanwhile, and nothing is to be done
     */
    public synchronized Optional<String> abandon(long stuckTurn, String why) {
        Running rule = current.get();
        if (rule == null || turns.get() != stuckTurn || !current.compareAndSet(rule, null)) {
            return Optional.empty();
        }
        rule.stop(why);
        return Optional.of(rule.named.name());
    }

    /** Milliseconds since 1970. */
    long now() {
        return now;
    }

    synchronized void queue(Cell<?> cell, long millis) {
        here();
        again(cell, millis);
    }

    /** One that came up, but asked for a later time meanwhile; no rule has its turn. */
    synchronized void again(Cell<?> cell, long millis) {
        waiting.add(new Waiting(millis, number++, cell));
    }

    synchronized void fire(Running rule, Outlet outlet, List<Event> events) {
        here();
        Firing firing = new Firing(Instant.ofEpochMilli(now), rule.named.name(), outlet, events);
        rule.fired(firing);
        if (outlet instanceof Outlet.Reinject) {
            events.forEach(e -> inject(e, ""));
        } else if (outlet instanceof Outlet.Publish(String to) && listening.containsKey(to)) {
            events.forEach(e -> inject(e, to));
        }
        fired.accept(firing);
    }

    private void inject(Event one, String to) {
        if (hops >= MOST_HOPS || injected.size() >= MOST_INJECTED) {
            dropped++;
            return;
        }
        injected.add(new Injected(one, hops + 1, to));
    }

    /** While rules are exchanged nobody has a turn, and that is no loss. */
    private boolean exchanging;

    private void here() {
        if (current.get() == null && !exchanging) {
            throw new Lost();
        }
    }

    /** Events that rules injected or published again and again, or too many at once, and that were dropped. */
    public long dropped() {
        return dropped;
    }

    /** When {@link #advance} is to be called at the latest, in milliseconds since 1970. */
    public OptionalLong nextDue() {
        while (!waiting.isEmpty() && waiting.peek().cell().stale(waiting.peek().millis())) {
            waiting.remove();
        }
        return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(waiting.peek().millis());
    }

    /** These rules from now on. Steps that have the same place, name and arguments go on with what they remember. */
    public Exchange exchange(List<Named> next, long millis) {
        advance(millis);
        exchanging = true;
        try {
            return exchanged(next);
        } finally {
            exchanging = false;
        }
    }

    private Exchange exchanged(List<Named> next) {
        Map<String, Running> before = new HashMap<>();
        rules.forEach(r -> before.put(r.named.name(), r));
        List<Running> running = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        List<String> reset = new ArrayList<>();
        for (Named named : next) {
            Running old = before.remove(named.name());
            if (old == null) {
                running.add(new Running(named, this));
                continue;
            }
            Kept counted = new Kept();
            running.add(old.become(named, this, counted));
            if (counted.firstNew().isEmpty()) {
                kept.add(named.name());
            } else {
                reset.add(named.name() + ": from " + counted.firstNew() + " on; " + counted.keptCount() + " of " + counted.allCount() + " steps go on");
            }
        }
        before.values().forEach(Running::end);
        rules = List.copyOf(running);
        plain = rules.stream().filter(r -> r.channel().isEmpty()).toList();
        listening = rules.stream().filter(r -> !r.channel().isEmpty()).collect(Collectors.groupingBy(Running::channel));
        return new Exchange(List.copyOf(kept), List.copyOf(reset));
    }

    /** All of them as they are now, in their order. */
    public List<RuleStatus> statuses() {
        return rules.stream().map(Running::status).toList();
    }
}
