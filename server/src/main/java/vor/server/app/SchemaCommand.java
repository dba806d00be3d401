package vor.server.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of the configuration, for editors that complete and check it while it is written.",
        footer = {"", "vor init writes it beside vor.yaml, with the line that leads editors there."})
final class SchemaCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Option(names = "--table", description = "As a table in Markdown, for people.")
    boolean table;

    @Override
    public Integer call() {
        PrintWriter out = Streams.out(spec);
        out.print(table ? SchemaTable.of(ConfigReader.schema()) : ConfigReader.schema().toPrettyString() + "\n");
        out.flush();
        return 0;
    }
}
