package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description = "Has the Vor that runs read its configuration and secrets anew now, and says what changed. A faulty one changes nothing."
                + " Vor does so by itself a second or two after the file was changed; secrets in Vault it asks for only so.")
final class ReloadCommand implements Callable<Integer> {
    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Option(names = "--dry-run", description = "Only tell what would change.")
    boolean dry;

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> ask(c, server, dry, Streams.out(spec), Streams.err(spec)));
    }

    /** Tells what differs from what runs; gives the exit code. */
    static int ask(Config c, Main.ServerOption server, boolean dry, PrintWriter out, PrintWriter err) throws IOException, InterruptedException {
        try (ApiClient api = ApiClient.of(c, server)) {
            if (!api.isRunning()) {
                throw new IOException("no Vor runs on " + c.listen() + ": there is nobody to reload");
            }
            HttpResponse<String> answer = api.post("reload?dry=" + dry);
            JsonNode body = JsonMapper.shared().readTree(answer.body());
            if (answer.statusCode() != 200) {
                refused(c.file(), body, err);
                return answer.statusCode() == 422 ? 2 : 1;
            }
            for (JsonNode change : body.path("changes")) {
                out.println("  " + change(change));
            }
            int count = body.path("changes").size();
            out.println((dry ? "Would change: " : "Changed: ") + (count == 0 ? "nothing" : count == 1 ? "1 key" : count + " keys"));
            out.flush();
            return 0;
        }
    }

    private static String change(JsonNode change) {
        return new vor.server.api.config.Reloading.Change(
                        change.path("key").asString(""),
                        change.path("before").asString(""),
                        change.path("after").asString(""),
                        change.path("restart").asBoolean(false))
                .toString();
    }

    private static void refused(Path file, JsonNode body, PrintWriter err) {
        err.println("vor: " + body.path("title").asString("the reload was refused"));
        for (JsonNode p : body.path("problems")) {
            err.println(new ConfigProblem(
                    file.toString(), p.path("line").asInt(0), p.path("column").asInt(0), p.path("field").asString(""), p.path("message").asString("")));
        }
        if (body.path("problems").isEmpty()) {
            err.println(body.path("detail").asString(""));
        }
        err.flush();
    }
}
