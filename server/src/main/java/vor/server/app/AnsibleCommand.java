package vor.server.app;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "ansible",
        mixinStandardHelpOptions = true,
        description = "A dynamic inventory for Ansible: groups by tag, network and profile.",
        footer = {"", "As a script for ansible -i:  #!/bin/sh", "                             exec /path/to/vor ansible -c /path/to/vor.yaml \"$@\""})
final class AnsibleCommand implements Callable<Integer> {
    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @ArgGroup(multiplicity = "1")
    Wish wish = new Wish();

    /** What Ansible asks a script for: one of the two. */
    static final class Wish {
        @Option(names = "--list", required = true, description = "All groups and hosts, with the variables of each host.")
        boolean list;

        @Option(names = "--host", required = true, paramLabel = "NAME", description = "The variables of one host.")
        String host = "";
    }

    @Option(names = "--search", paramLabel = "WORDS", defaultValue = "", description = "Only devices that match, as in the page.")
    String search = "";

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            try (ApiClient api = ApiClient.of(c, server)) {
                HttpResponse<String> answer = api.get("export?" + ApiClient.query(Map.of("format", "ansible", "search", search)));
                if (answer.statusCode() != 200) {
                    System.err.println("vor: the export was refused: " + ApiClient.refusal(answer));
                    return 1;
                }
                System.out.print(wish.list ? answer.body() : host(answer.body()));
                return 0;
            }
        });
    }

    /** Nothing is known of a host that is not ours, which is no error to Ansible. */
    private String host(String list) {
        var vars = JsonMapper.shared().readTree(list).path("_meta").path("hostvars").path(wish.host);
        return (vars.isObject() ? vars.toString() : "{}") + "\n";
    }
}
