package vor.server.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Reads an inventory in YAML, all or nothing; into the Vor that runs, or into its database while it does not.")
final class ImportCommand implements Callable<Integer> {
    private static final int SHOWN = 40;

    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Parameters(paramLabel = "FILE", description = "The inventory; - reads standard input.")
    String file = "";

    @Option(names = "--dry-run", description = "Only tell what would change.")
    boolean dry;

    @Option(names = "--replace", description = "Also remove what the file does not name.")
    boolean replace;

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            byte[] yaml = file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
            try (ApiClient api = ApiClient.of(c, server)) {
                return report(api.postYaml("import?dry=" + dry + "&mode=" + (replace ? "replace" : "merge"), yaml));
            }
        });
    }

    private int report(HttpResponse<String> answer) throws IOException {
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        if (answer.statusCode() == 200) {
            difference(body, System.out);
            return 0;
        }
        problems(body, System.err);
        return 2;
    }

    private void problems(JsonNode body, PrintStream out) {
        for (JsonNode p : body.path("problems")) {
            String place = p.has("line") ? file + ":" + p.path("line").asInt() + ":" + p.path("column").asInt() : file;
            String hint = p.path("hint").asString("");
            out.println(place + ": " + p.path("field").asString("") + ": " + p.path("message").asString("")
                    + (hint.isEmpty() ? "" : " (" + hint + ")"));
        }
        if (body.path("problems").isEmpty()) {
            out.println(file + ": " + body.path("title").asString("refused") + ": " + body.path("detail").asString(""));
        }
        out.println("Nothing was changed.");
    }

    private void difference(JsonNode body, PrintStream out) {
        list(body.path("added"), '+', out);
        list(body.path("changed"), '~', out);
        list(body.path("removed"), '-', out);
        out.printf(
                Locale.ROOT,
                "%s: %d added, %d changed, %d removed, %d unchanged%n",
                dry ? "Would be" : "Done",
                body.path("added").size(),
                body.path("changed").size(),
                body.path("removed").size(),
                body.path("unchanged").asInt());
    }

    private static void list(JsonNode entries, char sign, PrintStream out) {
        int n = 0;
        for (JsonNode entry : entries) {
            if (n++ == SHOWN) {
                out.println("  " + sign + " and " + (entries.size() - SHOWN) + " more");
                return;
            }
            out.println("  " + sign + " " + entry.path("kind").asString("") + " " + entry.path("name").asString(""));
            for (JsonNode field : entry.path("fields")) {
                out.println("      " + field.path("field").asString("") + ": " + field.path("before") + " -> " + field.path("after"));
            }
        }
    }
}
