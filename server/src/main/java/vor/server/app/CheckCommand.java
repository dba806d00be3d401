package vor.server.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "check", mixinStandardHelpOptions = true, description = "Validates a configuration: file, line, column, what was expected. Reads no secret and asks nobody.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            Configured.requireLoopback(c, config.file);
            System.out.printf(
                    "%s is valid: \"%s\", page at http://%s/, data in %s, %d profiles%n",
                    config.file, c.site().name(), c.listen(), c.data(), c.profiles().size());
            c.snmp().credentials().forEach((name, known) -> {
                if (!known.trouble().isEmpty()) {
                    System.out.println("snmp.credentials." + name + ": not here and now: " + known.trouble());
                }
            });
            return 0;
        });
    }
}
