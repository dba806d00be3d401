package vor.server.app;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command line as roff: every command with its options, out of the same model as {@code --help}. */
final class ManPage {
    private static final int UNWRAPPED = 2_000;

    /** What no model of a command line knows. */
    private static final String REST =
            """
            .SH EXIT STATUS
            .TP
            .B 0
            It is done.
            .TP
            .B 1
            It did not work out; standard error says why.
            .TP
            .B 2
            The command line or a file is wrong; standard error says where, and what was expected.
            .SH FILES
            These are the places of Debian's package. A checkout or an unpacked archive keeps everything where it is started.
            .TP
            .I /etc/vor/vor.yaml
            The configuration, with a comment on every line.
            .TP
            .I /etc/vor/environment
            Variables for the service: secrets by env:NAME, options for the JVM.
            .TP
            .I /var/lib/vor
            The database, the accounts, a certificate of its own.
            .TP
            .I /var/cache/vor
            What lets Vor start in a fraction of a second; /usr/lib/vor/train makes it anew.
            .TP
            .I /usr/share/doc/vor
            Recipes (howto) and formats.
            .SH ENVIRONMENT
            .TP
            .B VOR_CONFIG
            The configuration, where no \\-\\-config names one.
            .TP
            .B VOR_TOKEN
            The token with which a Vor with accounts is asked.
            .TP
            .B VOR_JAVA_OPTIONS
            More options for the JVM, such as \\-Xmx2g; the last one counts.
            .SH SIGNALS
            SIGTERM and SIGINT end
            .B vor run
            in order.
            .SH SEE ALSO
            .BR systemctl (1),
            .BR journalctl (1),
            .BR fping (8)
            """;

    private final StringBuilder roff = new StringBuilder();

    private ManPage() {}

    /** @param version as the foot of the page shows it */
    static String of(CommandLine line, String version) {
        return new ManPage().whole(line.getCommandSpec(), version);
    }

    private String whole(CommandSpec top, String version) {
        Help help = help(top);
        macro(".TH", top.name().toUpperCase(Locale.ROOT), "1", "", "Vor " + version, "Vor");
        macro(".SH", "NAME");
        text(top.name() + " - " + help.description().strip().replaceFirst("\\.$", ""));
        macro(".SH", "SYNOPSIS");
        synopsis(help);
        macro(".SH", "DESCRIPTION");
        text(help.description());
        asWritten(help.footer());
        arguments(top);
        macro(".SH", "COMMANDS");
        commands(top);
        roff.append(REST);
        return roff.toString();
    }

    /** One section for each, those of the same name as their parent right after it. */
    private void commands(CommandSpec parent) {
        for (CommandSpec spec : shown(parent)) {
            Help help = help(spec);
            macro(".SS", spec.qualifiedName());
            synopsis(help);
            macro(".PP");
            text(help.description());
            arguments(spec);
            asWritten(help.footer());
            commands(spec);
        }
    }

    /** The commands that are listed in the help. */
    static List<CommandSpec> shown(CommandSpec parent) {
        return parent.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(Predicate.not(s -> s.usageMessage().hidden()))
                .distinct()
                .toList();
    }

    private static Help help(CommandSpec spec) {
        spec.usageMessage().width(UNWRAPPED);
        return new Help(spec, Help.defaultColorScheme(Ansi.OFF));
    }

    private void synopsis(Help help) {
        roff.append(".B ").append(escaped(help.synopsis(0).strip().replaceAll("\\s+", " "))).append('\n');
    }

    private void arguments(CommandSpec spec) {
        for (PositionalParamSpec p : spec.positionalParameters()) {
            if (!p.hidden()) {
                argument("\\fI" + escaped(p.paramLabel()) + "\\fR", p);
            }
        }
        for (OptionSpec o : spec.options()) {
            if (!o.hidden()) {
                String names = String.join(", ", List.of(o.names()).stream().map(n -> "\\fB" + escaped(n) + "\\fR").toList());
                argument(o.arity().max() == 0 ? names : names + " \\fI" + escaped(o.paramLabel()) + "\\fR", o);
            }
        }
    }

    private void argument(String head, ArgSpec argument) {
        macro(".TP");
        roff.append(head).append('\n');
        text(description(argument));
    }

    /** With the defaults filled in, on one line. */
    static String description(ArgSpec argument) {
        String text = Ansi.OFF.string(String.join(" ", argument.description()));
        return text.replace("%n", " ").replace("%%", "%").strip();
    }

    private void macro(String name, String... arguments) {
        roff.append(name);
        for (String argument : arguments) {
            roff.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
        }
        roff.append('\n');
    }

    private void text(String text) {
        text.strip().lines().map(String::strip).filter(Predicate.not(String::isEmpty)).forEach(this::line);
    }

    /** Examples keep their lines and columns. */
    private void asWritten(String text) {
        if (!text.isBlank()) {
            macro(".PP");
            macro(".nf");
            text.strip().lines().map(String::stripTrailing).filter(Predicate.not(String::isEmpty)).forEach(this::line);
            macro(".fi");
        }
    }

    private void line(String line) {
        String escaped = escaped(line);
        roff.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "").append(escaped).append('\n');
    }

    static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-");
    }
}
