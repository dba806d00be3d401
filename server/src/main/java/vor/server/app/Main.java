package vor.server.app;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import org.jspecify.annotations.Nullable;

/** Where the program begins. Exit codes: 0 done, 1 it did not work out, 2 the command line or a file is wrong. */
@Command(
        name = "vor",
        version = Main.VERSION,
        mixinStandardHelpOptions = true,
        description = "Watches a network and shows on one live map what is wrong and why.",
        footer = {
            "",
            "A practice network to try it on (root):  vor lab up",
            "Your own network:  vor init, vor check, vor import inventory.yaml, vor run"
        },
        subcommands = {
            InitCommand.class,
            CheckCommand.class,
            RunCommand.class,
            AddCommand.class,
            ReloadCommand.class,
            SchemaCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ChangesCommand.class,
            UndoCommand.class,
            AnsibleCommand.class,
            DbCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            TrainCommand.class,
            SnmpCommand.class,
            DiscoverCommand.class,
            RulesCommand.class,
            AccountsCommand.class,
            StatsdCommand.class,
            ManCommand.class,
            CompletionCommand.class,
            LabHint.class
        })
public final class Main implements Callable<Integer> {
    static final String VERSION = "0.1.0";

    @Spec
    @Nullable CommandSpec spec;

    Main() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** All commands, none of them run. */
    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    static int execute(String... args) {
        CommandLine line = commandLine();
        line.setParameterExceptionHandler(Main::explain);
        line.setExecutionExceptionHandler((e, cmd, parsed) -> {
            cmd.getErr().println("vor: " + Failure.inWords(e));
            return 1;
        });
        return line.execute(args);
    }

    private static int explain(ParameterException e, String[] args) {
        CommandLine cmd = e.getCommandLine();
        cmd.getErr().println("vor: " + reason(e));
        if (!UnmatchedArgumentException.printSuggestions(e, cmd.getErr())) {
            cmd.getErr().println("Try: " + cmd.getCommandSpec().qualifiedName() + " --help");
        }
        return 2;
    }

    /* What nobody understands may be a secret: after --comunity, say. */
    private static String reason(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException u) || e.getCommandLine().getSubcommands().size() > 0) {
            return String.valueOf(e.getMessage());
        }
        List<String> options = u.getUnmatched().stream().filter(a -> a.startsWith("-")).map(a -> a.replaceFirst("=.*", "")).toList();
        return options.isEmpty() ? "there is a word too many" : "there is no option " + String.join(", ", options);
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 2;
    }

    /** What a command needs to talk to a Vor that runs with accounts. */
    static final class ServerOption {
        @Option(
                names = "--token",
                paramLabel = "WHERE",
                description = "Where the token stands with which a Vor that runs is asked: " + Secrets.FORMS + ". Default: env:VOR_TOKEN")
        String token = ApiClient.TOKEN;

        @Option(
                names = "--fingerprint",
                paramLabel = "SHA256",
                description = "The fingerprint of the certificate that it shows. Default: that of the configuration's own")
        String fingerprint = "";
    }

    /** The one option that every command on a configuration has. */
    static final class ConfigOption {
        @Option(
                names = {"-c", "--config"},
                paramLabel = "FILE",
                defaultValue = "${env:VOR_CONFIG:-vor.yaml}",
                description = "The configuration. Default: ${DEFAULT-VALUE}")
        String file = "vor.yaml";
    }
}
