package vor.server.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vor.server.discover.Cabling;
import vor.server.discover.Cabling.Joint;
import vor.server.discover.Crawl;
import vor.server.discover.Discovery;
import vor.server.discover.Found;
import vor.server.discover.Found.End;
import vor.server.discover.Interview;
import vor.server.discover.Reach;

@Command(
        name = "discover",
        description = "Walks from one device to its neighbours and theirs, and writes what it found as an inventory to import.",
        footer = {"", "Review it with: vor import --dry-run FILE", "Exit code 1 with --compare: the cabling differs from the plan."})
final class DiscoverCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    SnmpAccess access = new SnmpAccess();

    @Mixin
    Main.ServerOption server = new Main.ServerOption();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    boolean help;

    @Parameters(paramLabel = "ADDRESS", description = "The device at the top: ways up lead to it.")
    String address = "";

    @Option(names = "--depth", paramLabel = "N", defaultValue = "16", description = "How many cables away at most. Default: ${DEFAULT-VALUE}")
    int depth = 16;

    @Option(names = "--most", paramLabel = "N", defaultValue = "2000", description = "How many devices at most. Default: ${DEFAULT-VALUE}")
    int most = 2000;

    @Option(
            names = "--within",
            paramLabel = "CIDR",
            split = ",",
            description = "Asks only addresses in these ranges. Default: only addresses that are of no use on the Internet.")
    List<String> within = List.of();

    @Option(names = "--compare", description = "Tells where the cabling differs from the inventory, instead of writing one.")
    boolean compare;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = Streams.err(spec);
        try {
            Reach reach = reach();
            SnmpAccess.Access with = access.access();
            return compare ? compared(reach, with, err) : written(reach, with, err);
        } catch (SnmpAccess.Wrong e) {
            err.println("vor: " + e.getMessage());
            return 2;
        }
    }

    private Reach reach() throws SnmpAccess.Wrong {
        if (depth < 0 || most < 1) {
            throw new SnmpAccess.Wrong("--depth is 0 or more, --most 1 or more");
        }
        List<Reach.Range> ranges = new ArrayList<>();
        for (String text : within) {
            try {
                ranges.add(Reach.Range.of(text));
            } catch (IllegalArgumentException e) {
                throw new SnmpAccess.Wrong("--within: \"" + text + "\" is no range such as 10.0.0.0/8 or fd00::/8");
            }
        }
        return new Reach(ranges);
    }

    private int written(Reach reach, SnmpAccess.Access with, PrintWriter err) throws SnmpAccess.Wrong, InterruptedException {
        Crawl crawl = new Crawl(reach, most);
        Optional<Found> found = found(crawl, with, err);
        if (found.isEmpty()) {
            return 1;
        }
        PrintWriter out = Streams.out(spec);
        out.print(FoundYaml.of(found.get(), remarks(crawl, found.get())));
        out.flush();
        return 0;
    }

    private List<String> remarks(Crawl crawl, Found found) {
        List<String> all = new ArrayList<>(List.of(
                "Found from " + address + ": " + found.devices().size() + " devices, " + found.cables().size() + " cables, "
                        + found.strangers().size() + " neighbours that could not be asked.",
                "Tags, networks and places are for you to add."));
        if (crawl.full()) {
            all.add("There may be more: it ended at " + most + " devices (--most).");
        }
        return all;
    }

    private Optional<Found> found(Crawl crawl, SnmpAccess.Access with, PrintWriter err)
            throws SnmpAccess.Wrong, InterruptedException {
        InetSocketAddress to = access.to(address);
        Interviewer interviewer = new Interviewer(with, access.port, err);
        Optional<Interview> start = interviewer.ask(to.getAddress());
        if (start.isEmpty()) {
            return Optional.empty();
        }
        crawl.met(start.get());
        interviewer.crawl(crawl, depth);
        return Optional.of(Discovery.of(crawl.met()));
    }

    private int compared(Reach reach, SnmpAccess.Access with, PrintWriter err)
            throws SnmpAccess.Wrong, IOException, InterruptedException {
        List<Joint> planned = planned();
        Optional<Found> found = found(new Crawl(reach, most), with, err);
        if (found.isEmpty()) {
            return 1;
        }
        List<String> differences = Cabling.differences(found.get(), planned);
        PrintWriter out = Streams.out(spec);
        differences.forEach(out::println);
        out.println(found.get().cables().size() + " cables found, " + differences.size() + " differ from the plan of " + planned.size());
        List<String> missed = Cabling.notAsked(found.get(), planned);
        if (!missed.isEmpty()) {
            out.println(missed.size() + " devices of the plan were not met: "
                    + missed.stream().limit(SHOWN).collect(Collectors.joining(", ")) + (missed.size() > SHOWN ? ", …" : ""));
        }
        out.flush();
        return differences.isEmpty() ? 0 : 1;
    }

    /** Links and uplinks of the inventory; a cable that stands in both counts once. */
    private List<Joint> planned() throws SnmpAccess.Wrong, IOException, InterruptedException {
        Config config;
        try {
            config = ConfigReader.withoutSecrets(Path.of(access.config.file));
        } catch (ConfigException e) {
            throw new SnmpAccess.Wrong(e.problems().stream().map(ConfigProblem::toString).toList());
        }
        try (ApiClient api = ApiClient.of(config, server)) {
            List<Joint> all = new ArrayList<>();
            json(api, "links").path("links").forEach(l -> all.add(new Joint(end(l.path("a")), end(l.path("b")))));
            for (JsonNode d : json(api, "devices").path("devices")) {
                for (JsonNode u : d.path("uplinks")) {
                    Joint way = new Joint(
                            new End(u.path("to").asString(""), u.path("toPort").asString("")),
                            new End(d.path("name").asString(""), u.path("port").asString("")));
                    if (all.stream().noneMatch(j -> j.is(way.a(), way.b()))) {
                        all.add(way);
                    }
                }
            }
            return all;
        }
    }

    private static JsonNode json(ApiClient api, String what) throws IOException, InterruptedException {
        HttpResponse<String> answer = api.get(what);
        if (answer.statusCode() != 200) {
            throw new IOException("the inventory cannot be read: " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    private static End end(JsonNode end) {
        return new End(end.path("device").asString(""), end.path("port").asString(""));
    }
}
