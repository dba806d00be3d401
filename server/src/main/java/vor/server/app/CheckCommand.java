package vor.server.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vor.model.Clock;

@Command(name = "check", mixinStandardHelpOptions = true, description = "Validates a configuration: file, line, column, what was expected. Reads no secret and asks nobody.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Option(names = "--against-running", description = "Also tell what would change in the Vor that runs by it, and change nothing.")
    boolean running;

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            System.out.printf(
                    "%s is valid: \"%s\", page at %s, data in %s, %d profiles%n",
                    config.file, c.site().name(), Entrance.url(c, c.listen().port()), c.data(), c.profiles().size());
            if (c.access().encrypts()) {
                System.out.println(Entrance.certificate(c, Clock.system()));
            }
            c.snmp().credentials().forEach((name, known) -> {
                if (!known.trouble().isEmpty()) {
                    System.out.println("snmp.credentials." + name + ": not here and now: " + known.trouble());
                }
            });
            return running ? ReloadCommand.ask(c, server, true, Streams.out(spec), Streams.err(spec)) : 0;
        });
    }
}
