package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        name = "changes",
        mixinStandardHelpOptions = true,
        description = "Lists who changed what in the inventory, newest first: one line for what was written together.",
        footer = {"", "Take one back with: vor undo NUMBER"})
final class ChangesCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final List<String> KINDS = List.of("device", "network", "link", "plan");

    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many at most, 1 to 1000. Default: ${DEFAULT-VALUE}")
    int limit = 20;

    @Option(names = "--before", paramLabel = "NUMBER", description = "Only those with a smaller number: to read on where a list ended.")
    @Nullable Long before;

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            try (ApiClient api = ApiClient.of(c, server)) {
                return report(api.get("edits?limit=" + limit + (before == null ? "" : "&before=" + before)), c.site().zone());
            }
        });
    }

    private int report(HttpResponse<String> answer, ZoneId zone) throws IOException {
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        if (answer.statusCode() != 200) {
            Streams.err(spec).println("vor: " + body.path("detail").asString("the list was refused"));
            return 2;
        }
        PrintWriter out = Streams.out(spec);
        out.print(body.path("edits").isEmpty() ? "Nothing was changed yet.\n" : table(body.path("edits"), zone));
        out.flush();
        return 0;
    }

    /** @param zone in which times are shown */
    static String table(JsonNode edits, ZoneId zone) {
        TextTable table = new TextTable("NUMBER", "WHEN", "WHO", "WHAT", "NAMES", "");
        for (JsonNode edit : edits) {
            table.row(
                    edit.path("edit").asString(""),
                    when(edit, zone),
                    edit.path("who").asString(""),
                    what(edit),
                    names(edit),
                    edit.has("undoneBy") ? "undone by " + edit.path("undoneBy").asString("") : "");
        }
        return table.toString();
    }

    static String when(JsonNode edit, ZoneId zone) {
        return WHEN.format(Instant.ofEpochMilli(edit.path("at").asLong()).atZone(zone));
    }

    private static String what(JsonNode edit) {
        String action = edit.has("undoes") ? "undo of " + edit.path("undoes").asString("") : edit.path("action").asString("");
        return action + ": " + records(edit.path("records"));
    }

    private static String records(JsonNode records) {
        List<String> parts = new ArrayList<>();
        for (String kind : KINDS) {
            int n = records.path(kind).asInt(0);
            if (n > 0) {
                parts.add(n + " " + kind + (n == 1 ? "" : "s"));
            }
        }
        return String.join(", ", parts);
    }

    private static String names(JsonNode edit) {
        List<String> names = new ArrayList<>();
        edit.path("names").forEach(n -> names.add(n.asString("")));
        int all = 0;
        for (String kind : KINDS) {
            all += edit.path("records").path(kind).asInt(0);
        }
        return String.join(", ", names) + (all > names.size() ? ", …" : "");
    }
}
