package vor.server.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the shell fish needs to complete a command line: one line for each command and each option. */
final class FishCompletion {
    private static final String SEEN = "__fish_seen_subcommand_from ";

    private final StringBuilder script = new StringBuilder();
    private final String program;

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandLine line) {
        CommandSpec top = line.getCommandSpec();
        FishCompletion completion = new FishCompletion(top.name());
        completion.commands(top, List.of());
        return completion.script.toString();
    }

    /** @param path the words that have led here */
    private void commands(CommandSpec spec, List<String> path) {
        List<CommandSpec> below = ManPage.shown(spec);
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                line(condition(path, List.of()), names(option) + (option.arity().max() == 0 ? "" : " -r"), ManPage.description(option));
            }
        }
        List<String> names = below.stream().map(CommandSpec::name).toList();
        for (CommandSpec command : below) {
            line(condition(path, names), "-f -a " + command.name(), first(command));
            List<String> longer = new ArrayList<>(path);
            longer.add(command.name());
            commands(command, longer);
        }
    }

    private static String condition(List<String> seen, List<String> unseen) {
        if (seen.isEmpty()) {
            return "__fish_use_subcommand";
        }
        String all = seen.stream().map(s -> SEEN + s).collect(Collectors.joining("; and "));
        return unseen.isEmpty() ? all : all + "; and not " + SEEN + String.join(" ", unseen);
    }

    private static String names(OptionSpec option) {
        return List.of(option.names()).stream()
                .map(n -> n.startsWith("--") ? "-l " + n.substring(2) : "-s " + n.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static String first(CommandSpec command) {
        String[] lines = command.usageMessage().description();
        return lines.length == 0 ? "" : lines[0];
    }

    private void line(String condition, String what, String description) {
        script.append("complete -c ").append(program).append(" -n ").append(quoted(condition)).append(' ').append(what);
        script.append(" -d ").append(quoted(description)).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
