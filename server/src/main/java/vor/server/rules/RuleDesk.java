package vor.server.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.model.Handler;
import vor.rules.Machine;
import vor.server.rules.load.Loaded;
import vor.server.rules.load.RuleLoader;
import vor.server.rules.load.SourceProblem;

/**
 * Keeps to a folder of rules: looks ten times a second whether a file has changed, and has what is in the files run. What cannot be understood is told, and the last that could goes on.
 * The thread {@code rules-load} looks, compiles and makes ready.
 */
public final class RuleDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleDesk.class);
    private static final long LOOK_MILLIS = 100;
    private static final long EXCHANGE_SECONDS = 10;

    private final Clock clock;
    private final RuleEngine engine;
    private final Consumer<List<Handler>> handlers;
    private final ScheduledExecutorService looker;
    private Optional<Path> path = Optional.empty();
    private Optional<RuleFolder> folder = Optional.empty();
    private Loaded loaded = Loaded.none();
    private Map<String, String> onDisk = Map.of();
    private volatile State state = new State(Optional.empty(), Optional.empty(), List.of(), List.of());

    /**
     * What came of the last change.
     *
     * @param took from the look that saw it to the rules that run
     * @param kept rules that go on with what they remember
     * @param reset rules that begin anew, in whole or part, and why
     */
    public record Generation(Instant at, Duration took, List<String> kept, List<String> reset) {}

    /**
     * As people look at it.
     *
     * @param folder empty when rules are off
     * @param generation empty until there were rules
     */
    public record State(Optional<Path> folder, Optional<Generation> generation, List<SourceProblem> problems, List<GuardedHandler> handlers) {}

    /** @param handlers gets those of the files, each time that they are others; on the thread {@code rules-load} */
    public RuleDesk(Clock clock, RuleEngine engine, Consumer<List<Handler>> handlers) {
        this.clock = clock;
        this.engine = engine;
        this.handlers = handlers;
        this.looker = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("rules-load").factory());
    }

    /** Begins to look. */
    public void start() {
        looker.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** This folder from now on, or none. */
    public synchronized void folder(Optional<Path> next) {
        if (next.equals(path)) {
            return;
        }
        path = next;
        folder = next.map(RuleFolder::new);
        if (next.isEmpty()) {
            become(Loaded.none(), clock.nanos());
        }
        state = new State(next, state.generation(), state.problems(), state.handlers());
    }

    public State state() {
        return state;
    }

    private synchronized void look() {
        try {
            if (folder.isPresent()) {
                look(folder.get());
            }
        } catch (RuntimeException e) {
            LOG.error("the rules could not be looked at; they will be again", e);
        }
    }

    private void look(RuleFolder files) {
        long begun = clock.nanos();
        Map<String, String> sources;
        try {
            if (!files.hasChanged()) {
                return;
            }
            sources = files.read();
        } catch (IOException e) {
            folder = path.map(RuleFolder::new); // looked at anew as soon as it can be
            problem(String.valueOf(e.getMessage()));
            return;
        }
        if (sources.equals(onDisk) && state.problems().stream().noneMatch(p -> p.file().isEmpty())) {
            return; // touched, or written anew as it was
        }
        onDisk = sources;
        become(RuleLoader.load(sources, loaded.sources()), begun);
    }

    private void problem(String why) {
        List<SourceProblem> problems = List.of(new SourceProblem("", 0, 0, why, ""));
        if (!state.problems().equals(problems)) {
            LOG.warn("rules: {}", why);
            state = new State(path, state.generation(), problems, state.handlers());
        }
    }

    private void become(Loaded next, long begun) {
        loaded = next;
        next.problems().forEach(p -> LOG.warn("rules: {}", p.words()));
        try {
            Machine.Exchange exchange = engine.become(next).get(EXCHANGE_SECONDS, TimeUnit.SECONDS);
            Duration took = Duration.ofNanos(clock.nanos() - begun);
            List<GuardedHandler> guarded = next.handlers().stream().map(h -> new GuardedHandler(h, next.handlerSteps())).toList();
            state = new State(path, Optional.of(new Generation(clock.now(), took, exchange.kept(), exchange.reset())), next.problems(), guarded);
            handlers.accept(List.copyOf(guarded));
            LOG.info("rules: {} run, {} handlers, after {} ms; as before: {}; begin anew: {}",
                    next.rules().size(), guarded.size(), took.toMillis(), exchange.kept().size(), exchange.reset().size());
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("the rules could not be exchanged", e);
            problem("the rules could not be exchanged: the ones of before did not come to an end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What keeps files from counting; empty when nothing does. */
    public Optional<String> trouble() {
        return state.problems().stream().findFirst().map(SourceProblem::words);
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
