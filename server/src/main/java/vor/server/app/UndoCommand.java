package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = "Takes back what was written together, all or nothing: an import, a bulk change, a removal."
                + " Refused while later changes depend on it; it is a change itself, and can be undone.",
        footer = {"", "The numbers are those of: vor changes"})
final class UndoCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Parameters(paramLabel = "NUMBER", description = "What to take back, as vor changes numbers it.")
    long number;

    @Option(names = "--dry-run", description = "Only tell what would change.")
    boolean dry;

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            try (ApiClient api = ApiClient.of(c, server)) {
                return report(api.post("edits/" + number + "/undo?dry=" + dry), c.site().zone());
            }
        });
    }

    private int report(HttpResponse<String> answer, ZoneId zone) throws IOException {
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        if (answer.statusCode() == 200) {
            PrintWriter out = Streams.out(spec);
            out.print(Difference.of(body));
            out.flush();
            return 0;
        }
        refused(body, zone, Streams.err(spec));
        return answer.statusCode() == 409 ? 1 : 2;
    }

    private static void refused(JsonNode body, ZoneId zone, PrintWriter err) {
        err.println("vor: " + body.path("detail").asString("the undo was refused"));
        for (JsonNode problem : body.path("problems")) {
            err.println("  " + problem.path("field").asString("") + ": " + problem.path("message").asString(""));
        }
        TextTable later = new TextTable("NUMBER", "WHEN", "WHO", "WHAT");
        for (JsonNode edit : body.path("later")) {
            later.row(edit.path("edit").asString(""), ChangesCommand.when(edit, zone), edit.path("who").asString(""),
                    edit.path("what").asString(""));
        }
        if (!body.path("later").isEmpty()) {
            err.println("Later changes that stand in the way:");
            err.print(later);
        }
        err.println("Nothing was changed.");
        err.flush();
    }
}
