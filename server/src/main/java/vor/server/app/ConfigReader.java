package vor.server.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.model.Profile;
import vor.server.collect.snmp.SnmpSettings;

/** Reads {@code vor.yaml}: strict, every problem at once, each with line and column. */
final class ConfigReader {
    static final int PORT = 8737;
    static final int LARGEST_FILE = 1 << 20;

    private static final Pattern UNDEFINED = Pattern.compile("(undefined|duplicate) (alias|anchor|tag handle)");

    private static final Key LISTEN_ON = Key.of("listen", "Address and port where the page is served. Beyond loopback it needs accounts and encryption: see access.")
            .otherwise("127.0.0.1:" + PORT)
            .afterRestart();
    private static final Key DATA =
            Key.of("data", "Folder of the database, the accounts and the own certificate; relative to this file.").otherwise("data").afterRestart();
    private static final Key LOG = Key.of("log", "How log lines are written: text for people, json for machines.").otherwise("text");
    private static final Key OWN = Key.of("own", "Whether pings, ports, sensors, health and Vor's own counters are events, too (docs/howto/events.md).").otherwise("on");
    private static final Key VENDORS =
            Key.of("vendors", "Folder of vendor profiles beside those that Vor comes with; read anew when a file in it changes.").otherwise("vendors");
    private static final Key INTERVAL = Key.of("interval", "Between two echo requests to the same address; 250ms but for mesh (1min) and remote (1s).");
    /** What an address with its port looks like, as a regular expression. */
    static final ObjectNode LISTEN = Shape.pattern("^.+:[0-9]{1,5}$");

    private final String file;
    private final Path folder;
    private final SnmpReader.Wanted wanted;
    private final Secrets secrets;
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Map<String, String> said = new TreeMap<>();

    private ConfigReader(Path path, SnmpReader.Wanted wanted, Map<String, String> environment) {
        Path absolute = path.toAbsolutePath().normalize();
        this.file = path.toString();
        this.folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        this.wanted = wanted;
        this.secrets = Secrets.beside(path, environment);
    }

    /**
     * A configuration with what it was read from.
     *
     * @param said what each key says, its default where it is not written; no secrets, only where they are
     * @param files all that was read, by file, as digests
     */
    record Read(Config config, Map<String, String> said, Map<Path, String> files) {}

    /** With the secrets of no credential: for commands that ask nobody. */
    static Config withoutSecrets(Path path) throws ConfigException {
        return read(path, name -> false);
    }

    /**
     * @param secrets names of the credentials whose secrets are read
     * @throws ConfigException with all that is wrong
     */
    static Config read(Path path, Predicate<String> secrets) throws ConfigException {
        return read(path, SnmpReader.Wanted.of(secrets), System.getenv()).config();
    }

    /** @throws ConfigException with all that is wrong, and what was read all the same */
    static Read read(Path path, SnmpReader.Wanted wanted, Map<String, String> environment) throws ConfigException {
        ConfigReader reader = new ConfigReader(path, wanted, environment);
        Path absolute = path.toAbsolutePath().normalize();
        String digest = "";
        try {
            byte[] bytes = reader.load(path);
            digest = Fingerprint.of(bytes);
            Config config = reader.config(reader.decoded(bytes));
            return new Read(config, reader.said, reader.files(absolute, digest));
        } catch (ConfigException e) {
            throw new ConfigException(e.problems(), reader.files(absolute, digest));
        }
    }

    private Map<Path, String> files(Path own, String digest) {
        Map<Path, String> files = new TreeMap<>(secrets.files());
        files.put(own, digest);
        return files;
    }

    /** JSON Schema of the file, draft 2020-12: what this reader asks for. */
    static ObjectNode schema() {
        ConfigReader reader = new ConfigReader(Path.of("vor.yaml"), SnmpReader.Wanted.of(name -> false), Map.of());
        Outline outline = new Outline();
        reader.config(Settings.described(outline, new ArrayList<>()));
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "vor.yaml, the configuration of Vor " + Main.VERSION);
        schema.setAll(outline.json());
        return schema;
    }

    private byte[] load(Path path) throws ConfigException {
        try {
            if (Files.size(path) > LARGEST_FILE) {
                throw fatal("is larger than 1 MiB: is this the right file?");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw fatal("there is no such file; \"vor init\" writes one to start from");
        } catch (IOException e) {
            throw fatal("cannot be read: " + e.getMessage());
        }
    }

    private String decoded(byte[] bytes) throws ConfigException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw fatal("is not text in UTF-8");
        }
    }

    private Config config(String text) throws ConfigException {
        Settings top = Settings.of(file, parse(text), problems, said);
        Config config = config(top);
        top.finish();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    private Config config(Settings top) {
        Config.Site site = site(top.section(Key.of("site", "What is watched, and from where.")));
        Config.Listen listen = listen(top);
        AccessSettings access = AccessReader.read(top, listen, folder);
        if (access.tls() instanceof AccessSettings.Files files) {
            files.passphrase().ifPresent(secrets::watch);
        }
        Path data = folder.resolve(top.text(DATA).orElse("data")).normalize();
        DatabaseSettings database = DatabaseSettings.read(top, folder);
        database.password().ifPresent(secrets::watch);
        Config.LogFormat log = log(top);
        Config.Pinging ping = pinging(top.section(Key.of("ping", "The echo engine.")));
        Settings snmp = top.section(Key.of("snmp", "What devices say about themselves (docs/howto/snmp.md). Without rules nobody is asked."));
        SnmpSettings asking = SnmpReader.read(snmp, secrets, wanted);
        Receiving receive =
                ReceiveReader.read(top.section(Key.of("receive", "What devices, hosts and applications say unasked (docs/howto/hints.md, docs/howto/events.md).")), asking, ConfigReader::address, folder);
        receive.collectd().flatMap(Receiving.Collectd::users).ifPresent(secrets::watch);
        receive.riemann().flatMap(Receiving.Riemann::certificate).ifPresent(c -> List.of(c.key(), "file:" + c.certificate(), "file:" + c.clients()).forEach(secrets::watch));
        Config.Rulings rules = rules(top);
        rules.webhook().filter(Secrets::isReference).ifPresent(secrets::watch);
        return new Config(
                folder.resolve(Path.of(file).getFileName().toString()),
                site,
                listen,
                access,
                data,
                database,
                log,
                ping,
                asking,
                receive,
                rules,
                folder.resolve(snmp.text(VENDORS).orElse("vendors")).normalize(),
                profiles(top),
                BackupReader.read(top),
                JournalSection.read(top),
                own(top.section(Key.of("events", "What Vor finds out itself, as events."))));
    }

    private static boolean own(Settings events) {
        return events.word(OWN, "on or off", AccessReader.ON_OFF).orElse(true);
    }

    private Config.Rulings rules(Settings top) {
        Settings section = top.section(Key.of("rules", "Streams of events in Java files that go live when saved (docs/howto/rules.md); not without this section."));
        String at = section.text(Key.of("folder", "Where the files are; it must belong to Vor's own user, and nobody else may write there.").otherwise("rules")).orElse("rules");
        Optional<String> webhook = section.text(Key.of("webhook", "Gets a POST of JSON for each page: an address, or a reference to one as it may hold a secret: " + Secrets.FORMS + "."));
        if (webhook.filter(w -> !Secrets.isReference(w) && !w.startsWith("http://") && !w.startsWith("https://")).isPresent()) {
            section.fault("webhook", "expected an address such as https://chat.example/hooks/noc, or a reference: " + Secrets.FORMS);
        }
        return top.has("rules") ? new Config.Rulings(Optional.of(folder.resolve(at).normalize()), webhook) : Config.Rulings.NONE;
    }

    private Optional<Node> parse(String text) throws ConfigException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(20)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            throw new ConfigException(List.of(new ConfigProblem(
                    file,
                    mark.map(m -> m.getLine() + 1).orElse(0),
                    mark.map(m -> m.getColumn() + 1).orElse(0),
                    "",
                    "this is not YAML: " + problem(e))));
        } catch (YamlEngineException e) {
            throw fatal("this is not YAML: " + e.getMessage());
        }
    }

    /* An alias or a tag that nobody has defined may be a secret that begins with * or ! and lacks its quotes. */
    private static String problem(MarkedYamlEngineException e) {
        Matcher undefined = UNDEFINED.matcher(e.getProblem());
        return undefined.find()
                ? undefined.group() + " here; a text that begins with *, & or ! stands in quotes"
                : e.getProblem();
    }

    private static Config.Site site(Settings site) {
        ZoneId zone = site.read(
                        Key.of("zone", "The time zone of everything that people read; usually that of the machine."),
                        "a time zone such as Europe/Oslo",
                        Shape.pattern("^[A-Za-z0-9_+/:~-]+$"),
                        ConfigReader::zone)
                .orElse(ZoneId.systemDefault());
        return new Config.Site(
                site.text(Key.of("name", "Shown at the top of the page.").otherwise("My network")).orElse("My network"),
                zone,
                site.text(Key.of("monitor", "The device that this machine is plugged into: where every path begins.")));
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Config.Listen listen(Settings top) {
        return top.read(LISTEN_ON, "address:port, such as 127.0.0.1:" + PORT, LISTEN, ConfigReader::address)
                .orElse(new Config.Listen("127.0.0.1", PORT));
    }

    private static Optional<Config.Listen> address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            return port >= 0 && port <= 65535 ? Optional.of(new Config.Listen(host, port)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Config.LogFormat log(Settings top) {
        return top.word(LOG, "text or json", Map.of("text", Config.LogFormat.TEXT, "json", Config.LogFormat.JSON)).orElse(Config.LogFormat.TEXT);
    }

    private static Config.Pinging pinging(Settings ping) {
        return new Config.Pinging(
                ping.number(
                                Key.of("false-downs-per-day", "How many false downs a day you accept for the whole site. Smaller is surer and slower.")
                                        .otherwise("0.1")
                                        .unit("a day"),
                                0.001,
                                1000)
                        .orElse(0.1),
                ping.whole(
                                Key.of("budget", "Echo requests that Vor may send, all together.").otherwise(100_000).unit("requests a second"),
                                10,
                                1_000_000)
                        .orElse(100_000));
    }

    private static Map<String, Profile> profiles(Settings top) {
        Map<String, Profile> all = new TreeMap<>();
        for (Profile builtIn : List.of(Profile.WIRED, Profile.MESH, Profile.REMOTE)) {
            all.put(builtIn.name(), builtIn);
        }
        Key profiles = Key.of("profiles", "Paces. A device names one of these in its profile; wired, mesh and remote are built in and may be changed.");
        top.named(profiles).forEach((name, one) -> {
            Duration usual = all.getOrDefault(name, Profile.WIRED).interval();
            Duration interval = one.span(INTERVAL.otherwise(Spans.show(usual)), Duration.ofMillis(10), Duration.ofHours(1)).orElse(usual);
            all.put(name, new Profile(name, one.text(Key.of("vendor", "Who made such devices, for people.")).orElse(""), interval));
        });
        return Map.copyOf(all);
    }

    private ConfigException fatal(String message) {
        return new ConfigException(List.of(new ConfigProblem(file, 0, 0, "", message)));
    }
}
