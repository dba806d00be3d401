package vor.server.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        description = "Reads an inventory, all or nothing; into the Vor that runs, or into its database while it does not.",
        footer = {
            "",
            "The kind of file is found by its name and content: YAML, CSV, lists of event crews, NetBox, Ansible, hosts, Prometheus.",
            "From NetBox itself:  vor import netbox https://netbox.example.org/?site=hall --netbox-token env:NETBOX_TOKEN --top core"
        })
final class ImportCommand implements Callable<Integer> {
    private static final String NETBOX = "netbox";

    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Parameters(index = "0", paramLabel = "FILE", description = "The inventory; - reads standard input; netbox asks the one at URL.")
    String file = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "URL", defaultValue = "", description = "Address of a NetBox; its query chooses the devices.")
    String url = "";

    @Option(names = "--format", paramLabel = "F", defaultValue = "auto", description = "yaml, csv, gondul, netbox, ansible, hosts or prometheus.")
    String format = "auto";

    @Option(names = "--dry-run", description = "Only tell what would change.")
    boolean dry;

    @Option(names = "--replace", description = "Also remove what the file does not name.")
    boolean replace;

    @Option(names = "--netbox-token", paramLabel = "REF", defaultValue = "", description = "Where NetBox's token is: " + Token.FORMS + ".")
    String netBoxToken = "";

    @Option(names = "--top", paramLabel = "NAMES", defaultValue = "", description = "NetBox: the devices at the top; uplinks lead to them.")
    String top = "";

    @Option(names = "--first-port", paramLabel = "PORT", defaultValue = "", description = "Patch lists: each device's own port of its first uplink.")
    String firstPort = "";

    private final ProgressLine progress = ProgressLine.ofTerminal();

    @Override
    public Integer call() {
        if (!url.isEmpty() && !file.equals(NETBOX)) {
            System.err.println("vor: there is a word too many: " + url);
            return 2;
        }
        return Configured.with(config.file, c -> {
            byte[] bytes = bytes();
            try (ApiClient api = ApiClient.of(c, server)) {
                HttpResponse<String> answer = api.postFile(
                        "import?" + query(), bytes, n -> progress.say(sent(n, bytes.length)));
                progress.end();
                return report(answer, bytes.length);
            }
        });
    }

    private byte[] bytes() throws IOException, InterruptedException {
        if (!url.isEmpty()) {
            Optional<Token> known = netBoxToken.isEmpty() ? Optional.empty() : Optional.of(Token.find(netBoxToken, System.getenv()));
            return new NetBoxPages(url, known, progress).all();
        }
        return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
    }

    private String query() {
        String last = url.isEmpty() ? Optional.ofNullable(Path.of(file).getFileName()).map(Path::toString).orElse("") : "";
        return ApiClient.query(Map.of(
                "dry", Boolean.toString(dry),
                "mode", replace ? "replace" : "merge",
                "format", url.isEmpty() ? format : NETBOX,
                "file", last.substring(Math.max(0, last.length() - 100)),
                "top", top,
                "firstPort", firstPort));
    }

    private static String sent(long bytes, long all) {
        return bytes < all ? "sent " + kilobytes(bytes) + " of " + kilobytes(all) : "sent " + kilobytes(all) + "; Vor checks them";
    }

    private static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%,d kB", (bytes + 999) / 1000);
    }

    private int report(HttpResponse<String> answer, long sent) throws IOException {
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        if (answer.statusCode() == 200) {
            System.out.print(Difference.of(body));
            System.out.println("Read as " + body.path("format").asString("") + ": " + kilobytes(sent) + ", "
                    + body.path("read").asInt() + " records");
            return 0;
        }
        problems(body, System.err);
        return 2;
    }

    private void problems(JsonNode body, PrintStream out) {
        for (JsonNode p : body.path("problems")) {
            String place = p.has("line") ? file + ":" + p.path("line").asInt() + ":" + p.path("column").asInt() : file;
            String hint = p.path("hint").asString("");
            String field = p.path("field").asString("");
            out.println(place + ": " + (field.isEmpty() ? "" : field + ": ") + p.path("message").asString("")
                    + (hint.isEmpty() ? "" : " (" + hint + ")"));
        }
        if (body.path("problems").isEmpty()) {
            out.println(file + ": " + body.path("title").asString("refused") + ": " + body.path("detail").asString(""));
        }
        out.println("Nothing was changed.");
    }
}
