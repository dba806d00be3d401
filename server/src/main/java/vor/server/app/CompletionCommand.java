package vor.server.app;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The packages give this to the shells; whoever runs Vor from a checkout may, too. */
@Command(
        name = "completion",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Writes what a shell needs to complete the command line:  source <(vor completion bash)")
final class CompletionCommand implements Callable<Integer> {
    /* The first completion loads the file as a function and wants an answer from it. */
    private static final String ZSH_HEAD = "#compdef vor\nautoload -Uz bashcompinit && bashcompinit\n";
    private static final String ZSH_FOOT = "\n_bash_complete -o default -F _complete_vor\n";

    @Spec
    @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
    String shell = "";

    @Override
    public Integer call() {
        Optional<String> script = script(shell.toLowerCase(Locale.ROOT), Main.commandLine());
        if (script.isEmpty()) {
            Streams.err(spec).println("vor: there is no completion for \"" + shell + "\"; there is one for bash, zsh and fish");
            return 2;
        }
        var out = Streams.out(spec);
        out.print(script.get());
        out.flush();
        return 0;
    }

    /** Empty for a shell that nobody knows. */
    static Optional<String> script(String shell, CommandLine line) {
        return switch (shell) {
            case "bash" -> Optional.of(AutoComplete.bash("vor", line));
            case "zsh" -> Optional.of(ZSH_HEAD + AutoComplete.bash("vor", line).replaceFirst("^#!.*\n", "") + ZSH_FOOT);
            case "fish" -> Optional.of(FishCompletion.of(line));
            default -> Optional.empty();
        };
    }
}
