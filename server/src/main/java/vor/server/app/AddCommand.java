package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Adds devices by a pattern of names, all or nothing; what has one of the names already is never written over.",
        footer = {"", "vor add 'e[1-12]-[1-4]' --to 'distro[1-4]' --port ge-0/0/44 --to-port ge-0/0/0 --v4 198.18.40.2 --v4-step /26"})
final class AddCommand implements Callable<Integer> {
    /** Which of the devices above each one gets. */
    enum Spread {
        number,
        shares,
        turns
    }

    private static final int SHOWN = 10;

    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    Main.ConfigOption config = new Main.ConfigOption();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Parameters(paramLabel = "PATTERN", description = "e[1-12]-[1-4] is e1-1 to e12-4; [01-12] keeps zeros, [a,b,c] is a list.")
    String pattern = "";

    @Option(names = "--profile", paramLabel = "NAME", defaultValue = "wired", description = "Default: ${DEFAULT-VALUE}")
    String profile = "";

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag of all of them; may be given several times.")
    List<String> tags = new ArrayList<>();

    @Option(names = "--network", paramLabel = "PATTERN", description = "A network of all of them; of a pattern the one of each one's first number. May be given several times.")
    List<String> networks = new ArrayList<>();

    @Option(names = "--to", paramLabel = "PATTERN", defaultValue = "", description = "The device above, or several: distro[1-4].")
    String to = "";

    @Option(names = "--spread", paramLabel = "HOW", defaultValue = "number", description = "Which of several: by the first number of the name (number), in equal shares (shares), in turns (turns). Default: ${DEFAULT-VALUE}")
    Spread spread = Spread.number;

    @Option(names = "--port", paramLabel = "PATTERN", defaultValue = "", description = "Own port; ge-0/0/[44-45] makes two uplinks.")
    String port = "";

    @Option(names = "--to-port", paramLabel = "PORT", defaultValue = "", description = "The first port of the device above, which counts up for each; or a list as a pattern.")
    String toPort = "";

    @Option(names = "--v4", paramLabel = "ADDRESS", defaultValue = "", description = "The first IPv4 address; with a prefix length they go no further.")
    String v4 = "";

    @Option(names = "--v4-step", paramLabel = "STEP", defaultValue = "", description = "From one to the next: a number, or a prefix length such as /26.")
    String v4Step = "";

    @Option(names = "--v6", paramLabel = "ADDRESS", defaultValue = "", description = "The first IPv6 address.")
    String v6 = "";

    @Option(names = "--v6-step", paramLabel = "STEP", defaultValue = "", description = "From one to the next: a number, or a prefix length such as /64.")
    String v6Step = "";

    @Option(names = {"--dry-run", "--dry"}, description = "Only tell what would be added.")
    boolean dry;

    @Override
    public Integer call() {
        return Configured.with(config.file, c -> {
            Map<String, ObjectNode> devices;
            try {
                devices = devices();
            } catch (NamePattern.Wrong e) {
                Streams.err(spec).println("vor: " + e.getMessage());
                return 2;
            }
            try (ApiClient api = ApiClient.of(c, server)) {
                HttpResponse<String> there = api.get("devices");
                List<String> taken = taken(devices.keySet(), there);
                return taken.isEmpty() ? add(api, devices, there.headers().firstValue("ETag").orElse("")) : refused(taken);
            }
        });
    }

    private static List<String> taken(Set<String> names, HttpResponse<String> there) throws IOException {
        if (there.statusCode() != 200) {
            throw new IOException(ApiClient.refusal(there));
        }
        Set<String> found = new HashSet<>();
        JsonMapper.shared().readTree(there.body()).path("devices").forEach(d -> found.add(d.path("name").asString("")));
        return names.stream().filter(found::contains).toList();
    }

    private int refused(List<String> taken) {
        String more = taken.size() > SHOWN ? " and " + (taken.size() - SHOWN) + " more" : "";
        PrintWriter err = Streams.err(spec);
        err.println("vor: there already: " + taken.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more);
        err.println("Nothing was changed.");
        err.flush();
        return 2;
    }

    private int add(ApiClient api, Map<String, ObjectNode> devices, String revision) throws IOException, InterruptedException {
        HttpResponse<String> answer = dry ? rehearsal(api, devices) : api.putJson("devices", array(devices).toString(), revision);
        JsonNode body = JsonMapper.shared().readTree(answer.body());
        if (answer.statusCode() != 200) {
            return faults(body, List.copyOf(devices.keySet()));
        }
        PrintWriter out = Streams.out(spec);
        if (dry) {
            out.print(Difference.of(body));
        } else {
            out.printf(Locale.ROOT, "Done: %d added%s%n", body.path("devices").size(),
                    answer.headers().firstValue("Vor-Edit").map(n -> "; to take them back: vor undo " + n).orElse(""));
        }
        out.flush();
        return 0;
    }

    private int faults(JsonNode body, List<String> names) {
        PrintWriter err = Streams.err(spec);
        err.println("vor: " + body.path("detail").asString("the server refused it"));
        for (JsonNode problem : body.path("problems")) {
            String field = problem.path("field").asString("");
            err.println("  " + named(field, names) + ": " + problem.path("message").asString(""));
        }
        err.println("Nothing was changed.");
        err.flush();
        return 2;
    }

    /** "devices[3].tags" speaks of the fourth name. */
    private static String named(String field, List<String> names) {
        int close = field.startsWith("devices[") ? field.indexOf(']') : -1;
        return close < 0 ? field : names.get(Integer.parseInt(field.substring("devices[".length(), close))) + field.substring(close + 1);
    }

    /* JSON is YAML too: an import rehearsed checks all that the write would. */
    private HttpResponse<String> rehearsal(ApiClient api, Map<String, ObjectNode> devices) throws IOException, InterruptedException {
        ObjectNode file = JsonNodeFactory.instance.objectNode().put("vor", "inventory/1");
        ObjectNode section = file.putObject("devices");
        devices.forEach((name, device) -> section.set(name, device.deepCopy().without("name")));
        return api.postFile("import?dry=true&format=yaml", file.toString().getBytes(StandardCharsets.UTF_8), n -> {});
    }

    private static ArrayNode array(Map<String, ObjectNode> devices) {
        return JsonNodeFactory.instance.arrayNode().addAll(devices.values());
    }

    // ---- what the options say

    /** By name, in the order of the pattern. */
    private Map<String, ObjectNode> devices() throws NamePattern.Wrong {
        List<NamePattern.Made> made = NamePattern.expand(pattern);
        List<String> first = v4.isEmpty() ? List.of() : CountingUp.addresses(v4, v4Step, made.size(), true);
        List<String> second = v6.isEmpty() ? List.of() : CountingUp.addresses(v6, v6Step, made.size(), false);
        List<List<String>> uplinks = uplinks(made);
        List<List<String>> nets = networks(made);
        Map<String, ObjectNode> devices = new LinkedHashMap<>();
        for (int i = 0; i < made.size(); i++) {
            String name = made.get(i).name();
            ObjectNode device = JsonNodeFactory.instance.objectNode().put("name", name).put("profile", profile);
            int at = i;
            ArrayNode addresses = device.putArray("addresses");
            Stream.of(first, second).filter(list -> !list.isEmpty()).forEach(list -> addresses.add(list.get(at)));
            ArrayNode ways = device.putArray("uplinks");
            for (int u = 0; !uplinks.isEmpty() && u < uplinks.get(i).size(); u += 3) {
                List<String> way = uplinks.get(i);
                ways.addObject().put("port", way.get(u)).put("to", way.get(u + 1)).put("toPort", way.get(u + 2));
            }
            ArrayNode carried = device.putArray("networks");
            nets.get(i).forEach(carried::add);
            ArrayNode words = device.putArray("tags");
            tags.stream().distinct().forEach(words::add);
            if (devices.put(name, device) != null) {
                throw new NamePattern.Wrong(pattern + " gives " + name + " more than once");
            }
        }
        return devices;
    }

    private List<List<String>> networks(List<NamePattern.Made> made) throws NamePattern.Wrong {
        List<List<String>> given = made.stream().<List<String>>map(m -> new ArrayList<>()).toList();
        for (String network : networks) {
            BiFunction<NamePattern.Made, Integer, String> choose = chooser(NamePattern.expand(network), made, Spread.number);
            for (int i = 0; i < made.size(); i++) {
                given.get(i).add(choose.apply(made.get(i), i));
            }
        }
        return given;
    }

    /** For each device own port, device above, its port, and so on for each own port. */
    private List<List<String>> uplinks(List<NamePattern.Made> made) throws NamePattern.Wrong {
        if (to.isEmpty()) {
            return List.of();
        }
        BiFunction<NamePattern.Made, Integer, String> choose = chooser(NamePattern.expand(to), made, spread);
        List<NamePattern.Made> own = NamePattern.expand(port);
        List<NamePattern.Made> far = toPort.indexOf('[') < 0 ? List.of() : NamePattern.expand(toPort);
        Map<String, Integer> used = new HashMap<>();
        List<List<String>> uplinks = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            String above = choose.apply(made.get(i), i);
            List<String> ways = new ArrayList<>();
            for (NamePattern.Made mine : own.isEmpty() ? List.of(new NamePattern.Made("", "", -1, 0)) : own) {
                int n = used.merge(above, 1, Integer::sum) - 1;
                ways.addAll(List.of(mine.name(), above, farPort(above, far, n)));
            }
            uplinks.add(ways);
        }
        return uplinks;
    }

    private String farPort(String above, List<NamePattern.Made> list, int n) throws NamePattern.Wrong {
        if (toPort.isEmpty()) {
            return "";
        }
        if (!list.isEmpty()) {
            if (n >= list.size()) {
                throw new NamePattern.Wrong("--to-port has " + list.size() + " ports, and " + above + " needs more");
            }
            return list.get(n).name();
        }
        return CountingUp.port(toPort, n).orElseThrow(() -> new NamePattern.Wrong("--to-port " + toPort + " has no number that could count up"));
    }

    private static BiFunction<NamePattern.Made, Integer, String> chooser(List<NamePattern.Made> targets, List<NamePattern.Made> made, Spread spread) {
        Map<String, String> byNumber = new HashMap<>();
        targets.forEach(t -> byNumber.put(t.first(), t.name()));
        boolean all = made.stream().allMatch(m -> m.firstAt() >= 0 && byNumber.containsKey(m.first()));
        int size = targets.size();
        return switch (spread) {
            case turns -> (m, i) -> targets.get(i % size).name();
            case shares -> (m, i) -> targets.get((int) ((long) i * size / made.size())).name();
            case number -> (m, i) -> all && size > 1
                    ? byNumber.getOrDefault(m.first(), "")
                    : targets.get((m.firstAt() < 0 ? i : m.firstAt()) % size).name();
        };
    }
}
