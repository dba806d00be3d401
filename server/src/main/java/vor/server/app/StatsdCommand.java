package vor.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sun.misc.Signal;
import vor.model.Clock;
import vor.server.receive.statsd.StatsdServer;

@Command(
        name = "statsd",
        mixinStandardHelpOptions = true,
        description = "Runs only the receiver for statsd's clients, in place of npm's statsd and by its configuration, until it is told to stop. HUP reads the configuration and opens files anew.",
        footer = {"", "vor statsd /etc/statsd/localConfig.js"})
final class StatsdCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(StatsdCommand.class);
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);
    private static final long LOOK_MS = 500;
    private static final int MEBI = 1 << 20;

    @Parameters(paramLabel = "CONFIG", description = "statsd's configuration, an object of JavaScript. Only what is written out counts; nothing in it is run.")
    Path file = Path.of("config.js");

    @Option(
            names = "--receive-buffer",
            paramLabel = "MIB",
            defaultValue = "16",
            description = "What the kernel is asked to keep of datagrams while we are busy. It is said when it grants less. Default: ${DEFAULT-VALUE}")
    int receiveBuffer = 16;

    private final Clock clock = Clock.system();
    private Optional<Stamp> seen = Optional.empty();

    private record Stamp(Instant changed, long size) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.begin(Config.LogFormat.TEXT);
        if (receiveBuffer < 1 || receiveBuffer > 1024) {
            System.err.println("vor: --receive-buffer: expected 1 to 1024 MiB, got " + receiveBuffer);
            return 2;
        }
        say("[" + ProcessHandle.current().pid() + "] reading config file: " + file);
        StatsdFile.Program program;
        try {
            seen = stamp();
            program = StatsdFile.read(file, receiveBuffer * MEBI);
        } catch (ConfigException e) {
            e.problems().forEach(System.err::println);
            return 2;
        } catch (IOException e) {
            System.err.println("vor: " + file + " cannot be read: " + e);
            return 2;
        }
        return run(program);
    }

    private int run(StatsdFile.Program program) throws IOException, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (StatsdServer server = new StatsdServer(clock, StatsdServer.NO_EVENTS, StatsdCommand::print);
                ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("statsd-flush").factory())) {
            StatsdServer.practise(clock);
            server.settings(Optional.of(program.settings()));
            program.remarks().forEach(remark -> say("WARNING: " + remark));
            if (program.debug()) {
                program.settings().ears().forEach(ear -> say("DEBUG: Loading server: " + ear));
                program.settings().outlets().forEach(outlet -> say("DEBUG: Loading backend: " + outlet));
            }
            signals(server, ticker, stopped);
            tick(server, ticker);
            if (program.reloads()) {
                ticker.scheduleWithFixedDelay(() -> look(server), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
            }
            say("server is up");
            stopped.await();
            if (program.debug()) {
                say("Starting Final Flush");
            }
            ticker.shutdownNow();
        }
        return 0;
    }

    private void signals(StatsdServer server, ScheduledExecutorService ticker, CountDownLatch stopped) {
        try {
            Signal.handle(new Signal("TERM"), s -> stopped.countDown());
            Signal.handle(new Signal("INT"), s -> stopped.countDown());
            Signal.handle(new Signal("HUP"), s -> ticker.execute(() -> {
                server.reopen();
                reload(server);
            }));
        } catch (IllegalArgumentException e) {
            LOG.warn("a signal cannot be heard ({})", e.getMessage());
        }
    }

    /** Once at each flush, and often enough to see when the configuration has changed that. */
    private void tick(StatsdServer server, ScheduledExecutorService ticker) {
        try {
            server.chore();
        } catch (RuntimeException e) {
            LOG.error("a flush failed; the next goes on", e);
        }
        try {
            long wait = Math.clamp(server.due() - clock.millis(), 1, LOOK_MS);
            ticker.schedule(() -> tick(server, ticker), wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("it ends", e);
        }
    }

    private Optional<Stamp> stamp() {
        try {
            return Optional.of(new Stamp(Files.getLastModifiedTime(file).toInstant(), Files.size(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void look(StatsdServer server) {
        Optional<Stamp> now = stamp();
        if (now.isPresent() && !now.equals(seen)) {
            reload(server);
        }
    }

    /** What is added up and how, from now on; ports and backends stay as they are. A bad file changes nothing. */
    private void reload(StatsdServer server) {
        seen = stamp();
        say("[" + ProcessHandle.current().pid() + "] reading config file: " + file);
        try {
            StatsdFile.Program program = StatsdFile.read(file, receiveBuffer * MEBI);
            server.adding(program.settings().adding(), program.settings().tidy());
            program.remarks().forEach(remark -> say("WARNING: " + remark));
            say("what is added up and how counts from now on; addresses and backends only after a restart");
        } catch (ConfigException e) {
            List<ConfigProblem> problems = e.problems();
            problems.forEach(problem -> say("ERROR: " + problem));
            say("ERROR: the configuration of before goes on");
        } catch (IOException e) {
            say("ERROR: " + file + " cannot be read: " + e + "; the configuration of before goes on");
        } catch (RuntimeException e) {
            LOG.error("the configuration could not be taken in", e);
        }
    }

    private void say(String line) {
        print(WHEN.format(clock.now().atZone(ZoneId.systemDefault())) + " - " + line);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
