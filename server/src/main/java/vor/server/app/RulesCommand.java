package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vor.server.rules.RuleFolder;
import vor.server.rules.RuleTests;
import vor.server.rules.load.Loaded;
import vor.server.rules.load.RuleLoader;

@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Tries rules without a Vor that runs (docs/howto/rules.md).")
final class RulesCommand implements Callable<Integer> {
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
}
