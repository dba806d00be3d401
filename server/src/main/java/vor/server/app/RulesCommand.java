package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine;
import vor.model.Clock;
import vor.model.Event;
import vor.model.Metric;
import vor.rules.Firing;
import vor.rules.Machine;
import vor.server.events.Index;
import vor.server.journal.JournalReader;
import vor.server.rules.Rehearsal;
import vor.server.rules.RuleFolder;
import vor.server.rules.RuleTests;
import vor.server.rules.load.Loaded;
import vor.server.rules.load.RuleLoader;

@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Tries rules without a Vor that runs (docs/howto/rules.md).")
final class RulesCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 2;
    }

    /** The folder that is named, or else the one of the configuration. */
    private static Optional<Path> folder(@Nullable Path named, Config config) {
        return named != null ? Optional.of(named.toAbsolutePath().normalize()) : config.rules().folder();
    }

    private static Map<String, String> sources(Path folder) throws IOException {
        return new RuleFolder(folder).read();
    }

    private static Path need(Optional<Path> folder, String file) throws IOException {
        return folder.orElseThrow(() -> new IOException(file + " has no section \"rules\": name a folder, or write \"rules: {folder: rules}\" there"));
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = {
                "Runs the tests that stand beside rules: classes that extend RulesTest. Each runs on a clock of its own, in no time; nothing leaves it.",
                "Exit code 0 when all passed, 1 when one failed, 2 when a file does not compile."
            })
    int test(
            @Mixin Main.ConfigOption config,
            @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "Of rules and tests; without it the one of the configuration.") @Nullable Path folder,
            @Option(names = "--only", paramLabel = "REGEX", description = "Only tests whose name (Class.method) has this in it.") @Nullable String only) {
        PrintWriter out = Streams.out(spec);
        Pattern wanted = pattern(only);
        Configured.Work work = c -> tested(sources(need(folder(folder, c), config.file)), wanted, out);
        return folder != null ? plainly(() -> tested(sources(folder.toAbsolutePath().normalize()), wanted, out)) : Configured.with(config.file, work);
    }

    private interface Work {
        int run() throws IOException;
    }

    private static int plainly(Work work) {
        try {
            return work.run();
        } catch (IOException e) {
            System.err.println("vor: " + Failure.inWords(e));
            return 1;
        }
    }

    private Pattern pattern(@Nullable String only) {
        try {
            return Pattern.compile(only == null ? "" : only);
        } catch (PatternSyntaxException e) {
            throw new ParameterException(spec == null ? Main.commandLine() : spec.commandLine(), "--only: this is no regular expression: " + e.getDescription());
        }
    }

    private static int tested(Map<String, String> sources, Pattern wanted, PrintWriter out) {
        Loaded loaded = RuleLoader.load(sources, Map.of());
        if (!loaded.problems().isEmpty()) {
            loaded.problems().forEach(p -> System.err.println(p.words() + (p.source().isEmpty() ? "" : "\n    " + p.source().strip())));
            return 2;
        }
        List<RuleTests.Outcome> outcomes = RuleTests.run(loaded, name -> wanted.matcher(name).find());
        for (RuleTests.Outcome one : outcomes) {
            out.println(one.failure().map(f -> "FAILED  " + one.name() + ": " + f).orElse("ok      " + one.name()));
        }
        long failed = outcomes.stream().filter(o -> o.failure().isPresent()).count();
        out.println(outcomes.isEmpty()
                ? "no tests: a test is a method of a class that extends RulesTest, in the folder of the rules"
                : (outcomes.size() - failed) + " passed, " + failed + " failed; " + loaded.rules().size() + " rules");
        out.flush();
        return failed == 0 ? 0 : 1;
    }

    @Command(
            name = "try",
            mixinStandardHelpOptions = true,
            description = {
                "Has what was received run through a changed file of rules, at the times at which it came, and lists what would have left it. Nothing leaves it for real.",
                "The other files of the folder run beside it, and rules begin with nothing remembered. What was received is read from the journal in the data folder, whether Vor runs or not."
            })
    int attempt(
            @Mixin Main.ConfigOption config,
            @Parameters(arity = "1", paramLabel = "FILE", description = "Of rules; takes the place of the one of its name in the folder.") Path file,
            @Option(names = "--since", paramLabel = "SPAN", defaultValue = "24h", description = "How far back, such as 30min, 24h or 3d. Default: ${DEFAULT-VALUE}.") String since) {
        PrintWriter out = Streams.out(spec);
        Duration back = Spans.parse(since)
                .orElseThrow(() -> new ParameterException(
                        spec == null ? Main.commandLine() : spec.commandLine(), "--since: expected a span such as 30min, 24h or 3d, not \"" + since + "\""));
        return Configured.with(config.file, c -> rehearsed(c, file.toAbsolutePath().normalize(), back, out));
    }

    private static int rehearsed(Config config, Path file, Duration back, PrintWriter out) throws IOException {
        Optional<Path> folder = config.rules().folder();
        Map<String, String> sources = new TreeMap<>(folder.isPresent() ? sources(folder.get()) : Map.of());
        String name = file.getFileName().toString();
        sources.put(name, Files.readString(file));
        Loaded loaded = RuleLoader.load(sources, Map.of());
        if (loaded.problems().stream().anyMatch(p -> p.file().equals(name) || p.file().isEmpty())) {
            loaded.problems().forEach(p -> System.err.println(p.words() + (p.source().isEmpty() ? "" : "\n    " + p.source().strip())));
            return 2;
        }
        loaded.problems().forEach(p -> System.err.println("left out: " + p.words()));
        Set<String> wanted = loaded.rules().stream().filter(r -> r.file().equals(name)).map(Machine.Named::name).collect(Collectors.toSet());
        long now = Clock.system().millis();
        AtomicLong firings = new AtomicLong();
        Rehearsal rehearsal = new Rehearsal(loaded, e -> e.isExpired() && e.attributes().equals(Index.DERIVED), Index.DEFAULT_TTL, f -> {
            if (wanted.contains(f.rule())) {
                firings.incrementAndGet();
                f.events().forEach(e -> out.println(line(config, f, e)));
            }
        });
        try (JournalReader journal = JournalReader.open(config.data().resolve("journal"), Instant.ofEpochMilli(now).minus(back))) {
            Rehearsal.Summary summary = rehearsal.run(() -> journal.next().map(b -> new Rehearsal.Batch(b.atMillis(), b.events())), now);
            summary.errors().stream().filter(r -> wanted.contains(r.name())).forEach(r -> out.println(
                    r.name() + " failed " + r.errors() + " times, last: " + r.lastError().map(f -> f.what() + " (" + f.where() + ")").orElse("")));
            out.println(firings + " firings of " + wanted.size() + " rules; " + summary.events() + " events"
                    + (summary.events() == 0 ? " in the journal since then" : " from " + time(config, summary.first()) + " to " + time(config, summary.last()))
                    + (journal.damaged() > 0 ? "; damaged and passed over: " + journal.damaged() : ""));
        }
        out.flush();
        return 0;
    }

    private static String line(Config config, Firing f, Event e) {
        return String.join("  ", time(config, f.at()), f.rule(), f.outlet().words(),
                e.host() + " " + e.service() + (e.state().isEmpty() ? "" : " " + e.state()) + e.metric().map(m -> " " + number(m)).orElse(""));
    }

    private static String number(Metric metric) {
        return switch (metric) {
            case Metric.Whole(long n) -> Long.toString(n);
            case Metric.Real(double d) -> Double.toString(d);
        };
    }

    private static String time(Config config, Instant at) {
        return TIME.withZone(config.site().zone()).format(at);
    }
}
