package vor.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "init", mixinStandardHelpOptions = true, description = "Writes a commented configuration to start from, and beside it the schema by which editors complete and check it.")
final class InitCommand implements Callable<Integer> {
    /** As the first line of the starter names it. */
    static final String SCHEMA = "vor.schema.json";

    @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = "vor.yaml", description = "Default: ${DEFAULT-VALUE}")
    String file = "vor.yaml";

    @Override
    public Integer call() throws IOException {
        Path path = Path.of(file);
        try (InputStream starter = Objects.requireNonNull(InitCommand.class.getResourceAsStream("/vor/app/starter.yaml"))) {
            Files.copy(starter, path);
            Files.writeString(path.resolveSibling(SCHEMA), ConfigReader.schema().toPrettyString() + "\n");
        } catch (FileAlreadyExistsException e) {
            System.err.println("vor: " + file + " is there already and stays as it is; name another file to write to");
            return 2;
        }
        System.out.println("Wrote " + file + ". Next: look it over, vor check --config " + file + ", vor run --config " + file);
        return 0;
    }
}
