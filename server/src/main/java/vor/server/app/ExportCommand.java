package vor.server.app;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes the inventory as YAML.")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = "-", description = "Default: standard output.")
    String file = "-";

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            try (ApiClient api = ApiClient.of(c, server)) {
                HttpResponse<String> answer = api.get("export");
                if (answer.statusCode() != 200) {
                    System.err.println("vor: the export was refused: " + answer.body());
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
