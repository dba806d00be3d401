package vor.server.app;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes the inventory, or the devices that a search finds.")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = "-", description = "Default: standard output.")
    String file = "-";

    @Option(names = "--format", paramLabel = "F", defaultValue = "yaml", description = "yaml, csv, gondul (a patch list), ansible, hosts or prometheus. Default: ${DEFAULT-VALUE}")
    String format = "yaml";

    @Option(names = "--search", paramLabel = "WORDS", defaultValue = "", description = "Only devices that match, as in the page; not with yaml.")
    String search = "";

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            try (ApiClient api = ApiClient.of(c, server)) {
                HttpResponse<String> answer = api.get("export?" + ApiClient.query(Map.of("format", format, "search", search)));
                if (answer.statusCode() != 200) {
                    System.err.println("vor: the export was refused: " + ApiClient.refusal(answer));
                    return 1;
                }
                if (file.equals("-")) {
                    System.out.print(answer.body());
                } else {
                    Files.writeString(Path.of(file), answer.body());
                    System.out.println("Wrote " + file);
                }
                return 0;
            }
        });
    }
}
