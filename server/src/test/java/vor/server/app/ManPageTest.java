package vor.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

class ManPageTest {
    @Command(name = "odd", description = {".begins with a dot", "'and this with a quote", "C:\\new, 5%%"}, footer = {"  one   two"})
    static final class Odd {
        @Option(names = {"-n", "--many-words"}, paramLabel = "N", defaultValue = "7", description = "Default: ${DEFAULT-VALUE}")
        int number;

        @Option(names = "--secret-door", hidden = true)
        boolean door;
    }

    @Test
    void nothingInADescriptionIsTakenForACommandOfRoff() {
        List<String> lines = ManPage.of(new CommandLine(new Odd()), "1").lines().toList();

        assertThat(lines).contains("\\&.begins with a dot", "\\&'and this with a quote", "C:\\enew, 5%");
        assertThat(lines).noneMatch(l -> l.startsWith(".begins"));
    }

    @Test
    void defaultsAreFilledInAndHiddenOptionsAreNotShown() {
        String page = ManPage.of(new CommandLine(new Odd()), "1");

        assertThat(page).contains("\\fB\\-n\\fR, \\fB\\-\\-many\\-words\\fR \\fIN\\fR\nDefault: 7\n").doesNotContain("door");
    }

    @Test
    void examplesKeepTheirColumns() {
        assertThat(ManPage.of(new CommandLine(new Odd()), "1")).contains(".nf\none   two\n.fi\n");
    }

    @Test
    void everyCommandThatTheHelpListsHasASection() {
        String page = ManPage.of(Main.commandLine(), Main.VERSION);

        assertThat(names(Main.commandLine().getCommandSpec())).isNotEmpty().allSatisfy(n -> assertThat(page).contains(".SS \"" + n + "\"\n"));
        assertThat(page).doesNotContain(".SS \"vor train\"").doesNotContain(".SS \"vor man\"").doesNotContain("${");
    }

    @Test
    void shellsLearnEveryCommandAndNoHiddenOne() {
        String bash = CompletionCommand.script("bash", Main.commandLine()).orElseThrow();
        String fish = CompletionCommand.script("fish", Main.commandLine()).orElseThrow();

        assertThat(bash).contains("_complete_vor").contains("accounts").doesNotContain("_picocli_vor_train");
        assertThat(fish).contains("complete -c vor -n '__fish_use_subcommand' -f -a accounts ");
        assertThat(fish).contains("-f -a add ").doesNotContain("-a train");
        assertThat(CompletionCommand.script("zsh", Main.commandLine()).orElseThrow()).startsWith("#compdef vor\n");
        assertThat(CompletionCommand.script("cmd", Main.commandLine())).isEmpty();
    }

    private static List<String> names(CommandSpec parent) {
        return ManPage.shown(parent).stream()
                .<String>mapMulti((spec, sink) -> {
                    sink.accept(spec.qualifiedName());
                    names(spec).forEach(sink);
                })
                .map(ManPage::escaped)
                .toList();
    }
}
