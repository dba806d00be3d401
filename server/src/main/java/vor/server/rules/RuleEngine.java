package vor.server.rules;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Event;
import vor.model.EventSink;
import vor.model.Reading;
import vor.rules.Firing;
import vor.rules.Machine;
import vor.rules.RuleStatus;
import vor.server.rules.load.Loaded;

/**
 * Runs rules on the thread {@code rules}. Events wait in a bounded queue; who brings some while it is full waits a moment, and then they are dropped and counted. A rule that does not return
 * is stopped: another thread takes over where the first was lost.
 */
public final class RuleEngine implements EventSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleEngine.class);
    /** A few milliseconds' worth at full rate: what waits for longer is moved about by the collector again and again, and all else stands still meanwhile. */
    private static final int MOST_WAITING = 20_000;
    /** Who brings events goes on waiting while rules take some, and looks so often in vain. A pause of the whole program is one such look. */
    private static final int VAIN_LOOKS = 4;
    private static final long LOOK_NANOS = Duration.ofMillis(25).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long STUCK_NANOS = Duration.ofMillis(500).toNanos();
    private static final long SHOWN_NANOS = Duration.ofMillis(200).toNanos();

    private final Clock clock;
    private final Tap tap;
    private final RuleTime time;
    private final Grant grant = new Grant();
    private final Machine machine;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Batch> queue = new ArrayDeque<>();
    private final LongAdder taken = new LongAdder();
    private final LongAdder shed = new LongAdder();
    private int waiting;
    private @Nullable Exchanging exchanging;
    private boolean closed;
    private volatile boolean idle = true;
    private volatile List<RuleStatus> statuses = List.of();
    private volatile long droppedByRules;
    private volatile @Nullable Thread runner;
    private long turnSeen;
    private long turnSince;
    private long shownAt;
    private boolean unshown;

    /** Sees what comes to the rules, in the order and with the times in which they see it. On their thread; returns at once. */
    @FunctionalInterface
    public interface Tap {
        /** @param millis since 1970 */
        void passed(long millis, List<Event> events);
    }

    /** @param told whether the tap sees them */
    private record Batch(List<Event> events, boolean told) {}

    private record Exchanging(Loaded loaded, CompletableFuture<Machine.Exchange> done) {}

    /** The steps of the rules that run now: those of another class loader after each exchange. */
    private static final class Grant implements Runnable {
        private Runnable steps = () -> {};

        @Override
        public void run() {
            steps.run();
        }
    }

    /**
     * Without rules, until {@link #become}.
     *
     * @param fired gets what leaves rules, on their thread; returns at once
     */
    public RuleEngine(Clock clock, Consumer<Firing> fired, Tap tap) {
        this.clock = clock;
        this.tap = tap;
        this.time = new RuleTime(clock);
        this.machine = new Machine(fired, grant);
    }

    /** Begins to run. */
    public void start() {
        go(() -> {});
    }

    private void go(Runnable first) {
        Thread thread = Thread.ofPlatform().daemon().name("rules").unstarted(() -> run(first));
        runner = thread;
        thread.start();
    }

    @Override
    public void take(List<Event> events) {
        offer(new Batch(events, true));
    }

    /** Events that come of what rules did: no tap sees them. */
    public void takeDerived(List<Event> events) {
        offer(new Batch(events, false));
    }

    private void offer(Batch batch) {
        if (batch.events().isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (Thread.currentThread() != runner) {
                awaitRoom();
            }
            if (closed || waiting >= MOST_WAITING) {
                shed.add(batch.events().size());
                return;
            }
            queue.add(batch);
            waiting += batch.events().size();
            more.signal();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            shed.add(batch.events().size());
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() throws InterruptedException {
        long left = LONGEST_NANOS;
        int vain = 0;
        while (!closed && waiting >= MOST_WAITING && vain < VAIN_LOOKS && left > 0) {
            long rest = Math.max(0, room.awaitNanos(LOOK_NANOS));
            vain = rest == 0 ? vain + 1 : 0;
            left -= LOOK_NANOS - rest;
        }
    }

    /** These rules from now on; what became of those of before is told when it is done. */
    public Future<Machine.Exchange> become(Loaded loaded) {
        lock.lock();
        try {
            CompletableFuture<Machine.Exchange> done = new CompletableFuture<>();
            exchanging = new Exchanging(loaded, done);
            more.signal();
            return done;
        } finally {
            lock.unlock();
        }
    }

    private void run(Runnable first) {
        try {
            first.run();
            while (Thread.currentThread() == runner) {
                Optional<Batch> next = next();
                if (isClosed() || Thread.currentThread() != runner) {
                    return;
                }
                exchange();
                next.ifPresentOrElse(this::pass, () -> machine.advance(time.millis()));
                show(next.isPresent());
            }
        } catch (Machine.Lost e) {
            LOG.debug("a thread of rules that was given up is back");
        } catch (RuntimeException | Error e) {
            LOG.error("the rules ended by a fault of ours; they go on behind it", e);
            if (Thread.currentThread() == runner) {
                go(() -> {});
            }
        }
    }

    private void pass(Batch batch) {
        long at = time.millis();
        taken.add(batch.events().size());
        if (batch.told()) {
            tap.passed(at, batch.events());
        }
        machine.events(batch.events(), at);
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** What comes next; empty when a rule is to be woken, others are to run, or what is shown is old. */
    private Optional<Batch> next() {
        lock.lock();
        try {
            while (!closed && queue.isEmpty() && exchanging == null) {
                long wait = untilDue();
                idle = true;
                if (wait <= 0 || more.awaitNanos(wait) <= 0) {
                    break;
                }
            }
            idle = false;
            Batch batch = queue.poll();
            if (batch != null) {
                waiting -= batch.events().size();
                room.signalAll();
            }
            return Optional.ofNullable(batch);
        } catch (InterruptedException e) {
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private long untilDue() {
        OptionalLong due = machine.nextDue();
        long longest = unshown ? SHOWN_NANOS : TimeUnit.SECONDS.toNanos(1);
        return due.isEmpty() ? longest : Math.min(longest, TimeUnit.MILLISECONDS.toNanos(due.getAsLong() - time.millis()));
    }

    /** Left in place until it is done: a rule of before may be stuck in what is due until now. */
    private void exchange() {
        Exchanging now;
        lock.lock();
        try {
            now = exchanging;
        } finally {
            lock.unlock();
        }
        if (now == null) {
            return;
        }
        machine.advance(time.millis());
        grant.steps = now.loaded().steps();
        Machine.Exchange done = machine.exchange(now.loaded().rules(), time.millis());
        lock.lock();
        try {
            if (exchanging == now) {
                exchanging = null;
            }
        } finally {
            lock.unlock();
        }
        statuses = machine.statuses();
        now.done().complete(done);
    }

    private void show(boolean changed) {
        long now = clock.nanos();
        unshown = changed && now - shownAt <= SHOWN_NANOS;
        if (!unshown) {
            shownAt = now;
            List<RuleStatus> before = statuses;
            statuses = machine.statuses();
            News.tell(before, statuses);
            droppedByRules = machine.dropped();
        }
    }

    /** Looks whether a rule is stuck. To be called several times a second by one thread. */
    public void chore() {
        long turn = machine.turns();
        long now = clock.nanos();
        if (turn != turnSeen || machine.busy().isEmpty()) {
            turnSeen = turn;
            turnSince = now;
            return;
        }
        if (now - turnSince < STUCK_NANOS) {
            return;
        }
        Thread stuck = runner;
        machine.abandon(turn, "it did not return for " + Duration.ofNanos(now - turnSince).toMillis() + " ms").ifPresent(rule -> {
            LOG.error("rule {} did not return and is stopped; the others go on", rule);
            go(machine::resume);
            if (stuck != null) {
                stuck.interrupt();
            }
        });
    }

    /** As they were a quarter of a second ago at most. Any thread. */
    public List<RuleStatus> statuses() {
        return statuses;
    }

    /** Events that came to the rules. */
    public long taken() {
        return taken.sum();
    }

    /** Events that rules did not get, as too many waited. */
    public long shed() {
        return shed.sum();
    }

    /** Events that rules injected again and again, and that were dropped. */
    public long injectedTooOften() {
        return droppedByRules;
    }

    /** Whether nothing waits, and nothing is under way. For tests. */
    boolean isIdle() {
        lock.lock();
        try {
            return idle && queue.isEmpty() && exchanging == null;
        } finally {
            lock.unlock();
        }
    }

    /** What it counts about itself. */
    public List<Reading> readings() {
        return List.of(
                Reading.gauge("vor_rules", "Rules that run", () -> statuses.stream().filter(s -> s.stopped().isEmpty()).count()),
                Reading.gauge("vor_rules_stopped", "Rules that are stopped", () -> statuses.stream().filter(s -> s.stopped().isPresent()).count()),
                Reading.gauge("vor_rules_waiting", "Events that wait for rules", this::waiting),
                Reading.counter("vor_rules_events_total", "Events that came to the rules", taken::sum),
                Reading.counter("vor_rules_shed_total", "Events that rules did not get, as too many waited", shed::sum),
                Reading.counter("vor_rules_errors_total", "Faults of rules", () -> statuses.stream().mapToLong(RuleStatus::errors).sum()),
                Reading.counter("vor_rules_injected_too_often_total", "Events that rules injected again and again, and that were dropped", () -> droppedByRules));
    }

    private double waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            more.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
