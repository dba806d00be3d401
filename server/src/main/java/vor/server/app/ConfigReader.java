package vor.server.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import vor.model.Profile;
import vor.server.collect.snmp.SnmpSettings;

/** Reads {@code vor.yaml}: strict, every problem at once, each with line and column. */
final class ConfigReader {
    static final int PORT = 8737;
    private static final int LARGEST_FILE = 1 << 20;

    private static final Pattern UNDEFINED = Pattern.compile("(undefined|duplicate) (alias|anchor|tag handle)");

    private final String file;
    private final Path folder;
    private final Predicate<String> secrets;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private ConfigReader(String file, Path folder, Predicate<String> secrets) {
        this.file = file;
        this.folder = folder;
        this.secrets = secrets;
    }

    /** With the secrets of no credential: for commands that ask nobody. */
    static Config withoutSecrets(Path path) throws ConfigException {
        return read(path, name -> false);
    }

    /**
     * @param secrets names of the credentials whose secrets are read
     * @throws ConfigException with all that is wrong
     */
    static Config read(Path path, Predicate<String> secrets) throws ConfigException {
        Path absolute = path.toAbsolutePath().normalize();
        ConfigReader reader = new ConfigReader(path.toString(), Optional.ofNullable(absolute.getParent()).orElse(absolute), secrets);
        return reader.config(reader.load(path));
    }

    private String load(Path path) throws ConfigException {
        try {
            if (Files.size(path) > LARGEST_FILE) {
                throw fatal("is larger than 1 MiB: is this the right file?");
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw fatal("there is no such file; \"vor init\" writes one to start from");
        } catch (CharacterCodingException e) {
            throw fatal("is not text in UTF-8");
        } catch (IOException e) {
            throw fatal("cannot be read: " + e.getMessage());
        }
    }

    private Config config(String text) throws ConfigException {
        Settings top = Settings.of(file, parse(text), problems);
        Settings snmp = top.section("snmp");
        Config.Listen listen = listen(top);
        SnmpSettings asking = SnmpReader.read(snmp, new Secrets(System.getenv(), folder), secrets);
        Config config = new Config(
                folder.resolve(Path.of(file).getFileName().toString()),
                site(top.section("site")),
                listen,
                AccessReader.read(top, listen, folder),
                folder.resolve(top.text("data", "data")).normalize(),
                DatabaseSettings.read(top, folder),
                log(top),
                pinging(top.section("ping")),
                asking,
                ReceiveReader.read(top.section("receive"), asking, ConfigReader::address),
                folder.resolve(snmp.text("vendors", "vendors")).normalize(),
                profiles(top.section("profiles")));
        top.finish();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
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

    private Config.Site site(Settings site) {
        ZoneId zone = site.read("zone", "a time zone such as Europe/Oslo", ConfigReader::zone)
                .orElse(ZoneId.systemDefault());
        return new Config.Site(site.text("name", "My network"), zone, site.text("monitor"));
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Config.Listen listen(Settings top) {
        return top.read("listen", "address:port, such as 127.0.0.1:" + PORT, ConfigReader::address)
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
        return top.read("log", "text or json", ConfigReader::logFormat).orElse(Config.LogFormat.TEXT);
    }

    private static Optional<Config.LogFormat> logFormat(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "text" -> Optional.of(Config.LogFormat.TEXT);
            case "json" -> Optional.of(Config.LogFormat.JSON);
            default -> Optional.empty();
        };
    }

    private static Config.Pinging pinging(Settings ping) {
        return new Config.Pinging(
                ping.number("false-downs-per-day", 0.001, 1000).orElse(0.1),
                ping.whole("budget", 10, 1_000_000).orElse(100_000));
    }

    private static Map<String, Profile> profiles(Settings profiles) {
        Map<String, Profile> all = new TreeMap<>();
        for (Profile builtIn : List.of(Profile.WIRED, Profile.MESH, Profile.REMOTE)) {
            all.put(builtIn.name(), builtIn);
        }
        for (String name : profiles.keys()) {
            Settings one = profiles.section(name);
            Duration interval = one.span("interval", Duration.ofMillis(10), Duration.ofHours(1))
                    .orElse(all.getOrDefault(name, Profile.WIRED).interval());
            all.put(name, new Profile(name, one.text("vendor", ""), interval));
        }
        return Map.copyOf(all);
    }

    private ConfigException fatal(String message) {
        return new ConfigException(List.of(new ConfigProblem(file, 0, 0, "", message)));
    }
}
